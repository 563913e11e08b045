package dev.hullmark.sensor.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BtfTest {
    /** Writes types as a compiler does. */
    private static final class Writer {
        private final ByteArrayOutputStream types = new ByteArrayOutputStream();
        private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

        Writer() {
            strings.write(0);
        }

        int string(String text) {
            int at = strings.size();
            strings.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            strings.write(0);
            return at;
        }

        Writer words(int... words) {
            var bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int word : words) {
                bytes.putInt(word);
            }
            types.writeBytes(bytes.array());
            return this;
        }

        byte[] bytes() {
            var all = ByteBuffer.allocate(24 + types.size() + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
            all.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
            all.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
            return all.put(types.toByteArray()).put(strings.toByteArray()).array();
        }
    }

    private static int info(int kind, int members) {
        return (kind << 24) | members;
    }

    /** 1 int u32; 2 struct inner {u32 a, u32 b}; 3 struct outer {u32 x; struct {u32 y;} (4); struct inner in; inner *p}. */
    private static byte[] sample() {
        var w = new Writer();
        w.words(w.string("u32"), info(1, 0), 4, 32);
        w.words(w.string("inner"), info(4, 2), 8, w.string("a"), 1, 0, w.string("b"), 1, 32);
        int x = w.string("x");
        int in = w.string("in");
        int p = w.string("renamed");
        w.words(w.string("outer"), info(4, 4), 24, x, 1, 0, 0, 4, 32, in, 2, 64, p, 5, 128);
        w.words(0, info(4, 1), 4, w.string("y"), 1, 0);
        w.words(0, info(2, 0), 2);
        w.words(w.string("btf_trace_made_up"), info(8, 0), 5);
        return w.bytes();
    }

    @Test
    void fieldsAreFoundByNameAlsoInsideOthers() throws Exception {
        Btf types = Btf.parse(sample());
        assertThat(types.field("outer", "x")).isEqualTo(new Field(0, 4, 1));
        assertThat(types.field("outer", "y").offset())
                .as("of a structure without a name")
                .isEqualTo(4);
        assertThat(types.field("outer", "in.b").offset()).isEqualTo(12);
        assertThat(types.field("outer", "gone", "renamed").bytes())
                .as("a pointer")
                .isEqualTo(8);
        assertThat(types.sizeOf("outer")).isEqualTo(24);
        assertThat(types.hasTracepoint("made_up")).isTrue();
        assertThat(types.hasTracepoint("other")).isFalse();
    }

    @Test
    void whatTheKernelLacksIsNamed() throws Exception {
        Btf types = Btf.parse(sample());
        assertThatThrownBy(() -> types.field("outer", "gone", "lost"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("this kernel's outer has no field gone or lost");
        assertThat(types.find("nothing", "x")).isEmpty();
        assertThatThrownBy(() -> types.sizeOf("nothing")).hasMessage("this kernel has no structure nothing");
    }

    @Test
    void brokenBytesAreAnErrorAndNothingElse() {
        byte[] whole = sample();
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                Btf.parse(Arrays.copyOf(broken, random.nextInt(broken.length + 1)));
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("not BTF|the kernel's type information .*");
            }
        }
    }

    @Test
    void theRunningKernelsFieldsAreFound() throws Exception {
        assumeTrue(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
        Btf types = Btf.ofKernel();
        assertThat(types.field("task_struct", "tgid").bytes()).isEqualTo(4);
        assertThat(types.field("task_struct", "comm").bytes()).isEqualTo(16);
        assertThat(types.hasTracepoint("sched_process_exec")).isTrue();
    }
}
