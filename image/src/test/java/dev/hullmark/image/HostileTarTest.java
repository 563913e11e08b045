package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HostileTarTest {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final byte[] SEED = new TarBuilder()
            .directory("a")
            .pax("path=a/" + "x".repeat(200), "size=3")
            .file("y", "abc")
            .meta('L', ("b/" + "z".repeat(150) + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .file("z", "def")
            .pax("GNU.sparse.size=8", "GNU.sparse.map=1,2,6,1")
            .file("sparse", "xyz")
            .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=4")
            .file("sparse1", "1\n0\n505\n")
            .symlink("link", "a/../b")
            .hardLink("hard", "y")
            .file("a/.wh.b", "")
            .file("end", "e")
            .finish();

    private static Image.Reading<RecordingVisitor> read(LayerBlob.Stream stream) {
        LayerBlob blob =
                new LayerBlob(new Layer(new LayerInfo(0, "", ""), Optional.empty()), 0, Optional.empty(), stream);
        LayeredImage image = new LayeredImage(
                new Subject("image", "x", "", "oci"),
                Optional.empty(),
                List.of(blob),
                List.of(),
                OpenOptions.of(TEMPORARY),
                () -> {});
        return image.read(image.layers(), RecordingVisitor::ofAll)
                .values()
                .iterator()
                .next();
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        Arbitrary<List<int[]>> changes = Combinators.combine(
                        Arbitraries.integers().between(0, SEED.length - 1),
                        Arbitraries.integers().between(0, 255))
                .as((at, value) -> new int[] {at, value})
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
        return Combinators.combine(changes, Arbitraries.integers().between(0, SEED.length), Arbitraries.of(true, false))
                .as((list, length, repair) -> {
                    byte[] bytes = SEED.clone();
                    list.forEach(change -> bytes[change[0]] = (byte) change[1]);
                    if (repair) {
                        // Otherwise the checksum hides what lies behind it.
                        for (int at = 0; at < bytes.length; at += 512) {
                            if (bytes[at + 257] == 'u' && bytes[at + 258] == 's') {
                                byte[] block = java.util.Arrays.copyOfRange(bytes, at, at + 512);
                                TarBuilder.checksum(block);
                                System.arraycopy(block, 0, bytes, at, 512);
                            }
                        }
                    }
                    return java.util.Arrays.copyOf(bytes, repair ? bytes.length : length);
                });
    }

    @Property(tries = 3000)
    void nothingButAGapComesOfIt(@ForAll("mutated") byte[] tar) {
        RecordingVisitor visitor = read(() -> new ByteArrayInputStream(tar)).visitor();
        for (Entry entry : visitor.seen) {
            assertThat(entry.path()).doesNotStartWith("/").isNotEmpty();
            for (String part : entry.path().split("/", -1)) {
                assertThat(part).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
            }
        }
        assertThat(visitor.gaps).noneMatch(gap -> gap.contains("Exception"));
    }

    /** Millions of empty files, made as they are read. */
    private static final class Endless extends InputStream {
        private final byte[] block = TarBuilder.header("some/directory/with/a/file-00000000", '0', "", 0644, 0);
        private final int count;
        private int made;
        private int at = 512;

        Endless(int count) {
            this.count = count;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == 512) {
                if (made == count) {
                    return -1;
                }
                made++;
                next();
            }
            int part = Math.min(length, 512 - at);
            System.arraycopy(block, at, into, offset, part);
            at += part;
            return part;
        }

        private void next() {
            at = 0;
            int number = made;
            for (int digit = 34; digit > 26; digit--) {
                block[digit] = (byte) ('0' + number % 10);
                number /= 10;
            }
            int sum = 8 * ' ';
            for (int i = 0; i < 512; i++) {
                sum += i < 148 || i >= 156 ? block[i] : 0;
            }
            for (int digit = 153; digit >= 148; digit--) {
                block[digit] = (byte) ('0' + (sum & 7));
                sum >>= 3;
            }
            block[154] = 0;
        }
    }

    @Test
    void threeMillionEmptyFilesNeedNoMemory() {
        int count = 3_000_000;
        int[] seen = new int[1];
        LayerVisitor counting = new LayerVisitor() {
            @Override
            public boolean wants(Entry entry) {
                seen[0]++;
                return false;
            }

            @Override
            public void file(Entry entry, Content content) {}

            @Override
            public void removed(String path) {}

            @Override
            public void opaque(String path) {}

            @Override
            public void gap(String what, String reason) {
                throw new AssertionError(what + reason);
            }
        };
        LayerBlob blob = new LayerBlob(
                new Layer(new LayerInfo(0, "", ""), Optional.empty()), 0, Optional.empty(), (LayerBlob.Stream)
                        () -> new Endless(count));
        LayeredImage image = new LayeredImage(
                new Subject("image", "x", "", "oci"),
                Optional.empty(),
                List.of(blob),
                List.of(),
                OpenOptions.of(TEMPORARY),
                () -> {});
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        image.read(image.layers(), () -> counting);
        System.gc();
        long after = runtime.totalMemory() - runtime.freeMemory();
        assertThat(seen[0]).isEqualTo(count);
        assertThat(after - before).isLessThan(20 << 20);
    }
}
