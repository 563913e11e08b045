package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    @TempDir
    private Path temporary;

    /** One entry as text: {@code path TYPE size mode uid:gid link =content}. */
    private List<String> read(byte[] tar) throws IOException {
        List<String> stream = read(new StreamInput(new ByteArrayInputStream(tar), temporary));
        Path file = Files.write(temporary.resolve("x.tar"), tar);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(read(new ChannelInput(channel, 0, tar.length)))
                    .as("a file reads as a stream does")
                    .isEqualTo(stream);
        }
        return stream;
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 5000, 512 + 512 * 20})
    void aTarThatItsFileDoesNotHoldWholeIsCutOffWhereverThatIs(int present) throws IOException {
        byte[] tar = new TarBuilder()
                .file("a", new byte[512 * 20])
                .file("b", new byte[512 * 20])
                .finish();
        Path file = Files.write(temporary.resolve("x.tar"), java.util.Arrays.copyOf(tar, present));
        try (FileChannel channel = FileChannel.open(file)) {
            TarInput input = new ChannelInput(channel, 0, tar.length);
            assertThatThrownBy(() -> read(input))
                    .isInstanceOf(TarException.class)
                    .hasMessageContaining("cut off");
        }
    }

    private static List<String> read(TarInput input) throws IOException {
        TarReader tar = new TarReader(input);
        List<String> all = new ArrayList<>();
        while (tar.next()) {
            Entry e = tar.entry();
            String content = e.isFile() && e.size() < 1000
                    ? " =" + new String(tar.content().bytes(1000), StandardCharsets.UTF_8)
                    : "";
            all.add(e.path() + " " + e.type() + " " + e.size() + " " + Integer.toOctalString(e.mode()) + " " + e.uid()
                    + ":" + e.gid() + (e.linkTarget().isEmpty() ? "" : " -> " + e.linkTarget()) + content);
        }
        return all;
    }

    /** What GNU tar writes for {@code setcap cap_net_raw+ep}: revision 2, effective; all its bytes are also characters. */
    @Test
    void capabilitiesOfAFileAreRead() throws IOException {
        String raw = "\1\0\0\2\0 \0\0" + "\0".repeat(12);
        byte[] tar = new TarBuilder()
                .pax("SCHILY.xattr.security.capability=" + raw)
                .file("ping", "x")
                .pax("SCHILY.xattr.security.capability=" + raw.substring(0, 6))
                .file("short", "x")
                .file("none", "x")
                .finish();
        TarReader reader = new TarReader(new StreamInput(new ByteArrayInputStream(tar), temporary));
        List<Long> capabilities = new ArrayList<>();
        while (reader.next()) {
            capabilities.add(reader.entry().capabilities());
        }
        assertThat(capabilities).containsExactly(1L << 13, 0L, 0L);
    }

    private static final String LONG = "d".repeat(90) + "/" + "e".repeat(90) + "/" + "f".repeat(90);

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("plain", new TarBuilder().file("a", "x"), "a FILE 1 644 1000:1001 =x"),
                Arguments.of("leading ./", new TarBuilder().file("./a/b", "x"), "a/b FILE 1 644 1000:1001 =x"),
                Arguments.of(
                        "ustar prefix",
                        new TarBuilder()
                                .entry("b", '0', "", 0644, new byte[0], h -> TarBuilder.put(h, 345, 155, "a/x")),
                        "a/x/b FILE 0 644 1000:1001 ="),
                Arguments.of(
                        "GNU has no prefix",
                        new TarBuilder().entry("b", '0', "", 0644, new byte[0], h -> {
                            TarBuilder.put(h, 257, 8, "ustar  \0");
                            TarBuilder.put(h, 345, 155, "12345670123");
                        }),
                        "b FILE 0 644 1000:1001 ="),
                Arguments.of(
                        "pax path",
                        new TarBuilder().pax("path=" + LONG).file("a", "x"),
                        LONG + " FILE 1 644 1000:1001 =x"),
                Arguments.of(
                        "pax size beats the header's",
                        new TarBuilder()
                                .pax("size=3")
                                .entry(
                                        "a",
                                        '0',
                                        "",
                                        0644,
                                        "xyz".getBytes(StandardCharsets.UTF_8),
                                        h -> TarBuilder.octal(h, 124, 12, 0)),
                        "a FILE 3 644 1000:1001 =xyz"),
                Arguments.of(
                        "pax link and owner",
                        new TarBuilder()
                                .pax("linkpath=" + LONG, "uid=5000000", "gid=7")
                                .symlink("a", "b"),
                        "a SYMLINK 0 777 5000000:7 -> " + LONG),
                Arguments.of(
                        "GNU long name",
                        new TarBuilder()
                                .meta('L', (LONG + "\0").getBytes(StandardCharsets.UTF_8))
                                .file("a", "x"),
                        LONG + " FILE 1 644 1000:1001 =x"),
                Arguments.of(
                        "GNU long link",
                        new TarBuilder()
                                .meta('K', (LONG + "\0").getBytes(StandardCharsets.UTF_8))
                                .hardLink("a", "b"),
                        "a HARD_LINK 0 644 1000:1001 -> " + LONG),
                Arguments.of(
                        "base 256",
                        new TarBuilder().entry("a", '0', "", 0644, new byte[] {'x'}, h -> {
                            TarBuilder.base256(h, 124, 12, 1);
                            TarBuilder.base256(h, 108, 8, 3_000_000);
                        }),
                        "a FILE 1 644 3000000:1001 =x"),
                Arguments.of(
                        "an owner out of range is not root",
                        new TarBuilder().entry("a", '0', "", 0644, new byte[0], h -> TarBuilder.base256(h, 108, 8, -2)),
                        "a FILE 0 644 " + Integer.MAX_VALUE + ":1001 ="),
                Arguments.of(
                        "version 7 directory",
                        new TarBuilder()
                                .entry("a/", (char) 0, "", 0755, new byte[0], h -> Arrays.fill(h, 257, 265, (byte) 0)),
                        "a DIRECTORY 0 755 1000:1001"),
                Arguments.of(
                        "invalid UTF-8 is replaced",
                        new TarBuilder().entry("a", '0', "", 0644, new byte[0], h -> h[1] = (byte) 0xff),
                        "a\ufffd FILE 0 644 1000:1001 ="),
                Arguments.of(
                        "setuid",
                        new TarBuilder().entry("a", '0', "", 04755, new byte[0], h -> {}),
                        "a FILE 0 4755 1000:1001 ="),
                Arguments.of(
                        "device",
                        new TarBuilder().entry("a", '3', "", 0600, new byte[0], h -> {}),
                        "a OTHER 0 600 1000:1001"),
                Arguments.of(
                        "global header is passed over",
                        new TarBuilder()
                                .meta('g', TarBuilder.paxBytes("comment=abc", "path=evil"))
                                .file("a", "x"),
                        "a FILE 1 644 1000:1001 =x"),
                Arguments.of(
                        "sparse 0.1",
                        new TarBuilder()
                                .pax(
                                        "GNU.sparse.size=8",
                                        "GNU.sparse.numblocks=2",
                                        "GNU.sparse.map=1,2,6,1",
                                        "GNU.sparse.name=real")
                                .file("mangled", "xyz"),
                        "real FILE 8 644 1000:1001 =\0xy\0\0\0z\0"),
                Arguments.of(
                        "sparse 0.0",
                        new TarBuilder()
                                .pax(
                                        "GNU.sparse.size=5",
                                        "GNU.sparse.numblocks=1",
                                        "GNU.sparse.offset=3",
                                        "GNU.sparse.numbytes=2")
                                .file("a", "xy"),
                        "a FILE 5 644 1000:1001 =\0\0\0xy"),
                Arguments.of(
                        "sparse 1.0",
                        new TarBuilder()
                                .pax(
                                        "GNU.sparse.major=1",
                                        "GNU.sparse.minor=0",
                                        "GNU.sparse.name=real",
                                        "GNU.sparse.realsize=4")
                                .file(
                                        "m",
                                        Pack.join(
                                                Arrays.copyOf("1\n2\n2\n".getBytes(StandardCharsets.UTF_8), 512),
                                                "hi".getBytes(StandardCharsets.UTF_8))),
                        "real FILE 4 644 1000:1001 =\0\0hi"),
                Arguments.of(
                        "old GNU sparse",
                        new TarBuilder().entry("a", 'S', "", 0644, "xy".getBytes(StandardCharsets.UTF_8), h -> {
                            TarBuilder.put(h, 257, 8, "ustar  \0");
                            TarBuilder.octal(h, 386, 12, 2);
                            TarBuilder.octal(h, 398, 12, 2);
                            TarBuilder.octal(h, 483, 12, 5);
                        }),
                        "a FILE 5 644 1000:1001 =\0\0xy\0"),
                Arguments.of("outside", new TarBuilder().file("../../etc/passwd", "x"), ".. FILE 1 644 1000:1001 =x"),
                Arguments.of(
                        "NUL in a pax path",
                        new TarBuilder().pax("path=a\0b").file("c", "x"),
                        ".. FILE 1 644 1000:1001 =x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsEveryForm(String name, TarBuilder tar, String expected) throws IOException {
        assertThat(read(tar.file("last", "z").finish())).containsExactly(expected, "last FILE 1 644 1000:1001 =z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "posix/0.0", "posix/0.1", "posix/1.0"})
    void readsWhatGnuTarWritesOfSparseFiles(String format) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/tar")), "needs GNU tar");
        Path sparse = temporary.resolve("sparse");
        try (var out = Files.newByteChannel(
                sparse,
                java.util.Set.of(
                        java.nio.file.StandardOpenOption.WRITE, java.nio.file.StandardOpenOption.CREATE_NEW))) {
            for (int i = 0; i < 40; i++) {
                out.position(i * 100_000L);
                out.write(java.nio.ByteBuffer.wrap(("part " + i).getBytes(StandardCharsets.UTF_8)));
            }
        }
        Path archive = temporary.resolve("gnu.tar");
        List<String> command =
                new ArrayList<>(List.of("/bin/tar", "-C", temporary.toString(), "-cSf", archive.toString()));
        command.add("--format=" + format.split("/")[0]);
        if (format.startsWith("posix")) {
            command.add("--sparse-version=" + format.split("/")[1]);
        }
        command.add("sparse");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(process.waitFor() == 0, () -> "this tar can't: " + said);
        Assumptions.assumeTrue(Files.size(archive) < Files.size(sparse), "the file system keeps no holes");
        try (FileChannel channel = FileChannel.open(archive)) {
            TarReader tar = new TarReader(new ChannelInput(channel, 0, channel.size()));
            assertThat(tar.next()).isTrue();
            assertThat(tar.entry().path()).isEqualTo("sparse");
            assertThat(tar.content().bytes(10_000_000)).isEqualTo(Files.readAllBytes(sparse));
            assertThat(tar.next()).isFalse();
        }
    }

    static Stream<Arguments> hostile() {
        byte[] good = new TarBuilder().file("a", "x").file("b", "y").finish();
        byte[] flipped = good.clone();
        flipped[1024 + 3] ^= 1;
        return Stream.of(
                Arguments.of("checksum", flipped, "checksum"),
                Arguments.of("cut in a header", Arrays.copyOf(good, 1024 + 100), "cut off"),
                Arguments.of(
                        "cut in a content",
                        Arrays.copyOf(
                                new TarBuilder().file("a", "x".repeat(2000)).unfinished(), 1024),
                        "cut off"),
                Arguments.of("text", "no tar at all ".repeat(100).getBytes(StandardCharsets.UTF_8), "damaged|number"),
                Arguments.of("negative size", spoilt(h -> TarBuilder.base256(h, 124, 12, -1)), "negative"),
                Arguments.of(
                        "size near overflow",
                        spoilt(h -> TarBuilder.base256(h, 124, 12, Long.MAX_VALUE)),
                        "larger than any disk"),
                Arguments.of(
                        "size past 64 bits",
                        spoilt(h -> {
                            Arrays.fill(h, 124, 136, (byte) 0x7f);
                            h[124] = (byte) 0xbf;
                        }),
                        "too large"),
                Arguments.of("size that lies", spoilt(h -> TarBuilder.octal(h, 124, 12, 1L << 32)), "cut off"),
                Arguments.of("octal of letters", spoilt(h -> TarBuilder.put(h, 100, 7, "0x644__")), "number"),
                Arguments.of(
                        "pax bomb",
                        new TarBuilder()
                                .entry("x", 'x', "", 0, new byte[2 << 20], h -> {})
                                .finish(),
                        "extended header of 2097152"),
                Arguments.of(
                        "long name bomb",
                        new TarBuilder()
                                .entry("x", 'L', "", 0, new byte[2 << 20], h -> {})
                                .finish(),
                        "extended header of 2097152"),
                Arguments.of(
                        "pax record past its end",
                        new TarBuilder()
                                .meta('x', "99 path=a\n".getBytes(StandardCharsets.UTF_8))
                                .file("a", "")
                                .finish(),
                        "damaged extended"),
                Arguments.of(
                        "pax record length overflow",
                        new TarBuilder()
                                .meta('x', "99999999999999999999 path=a\n".getBytes(StandardCharsets.UTF_8))
                                .file("a", "")
                                .finish(),
                        "damaged extended"),
                Arguments.of(
                        "pax without a value",
                        new TarBuilder()
                                .meta('x', "7 path\n".getBytes(StandardCharsets.UTF_8))
                                .file("a", "")
                                .finish(),
                        "damaged extended"),
                Arguments.of(
                        "pax size of letters",
                        new TarBuilder().pax("size=12a").file("a", "").finish(),
                        "number"),
                Arguments.of("header upon header", metas(), "header upon header"),
                Arguments.of(
                        "goes on after a lone zero block",
                        new TarBuilder()
                                .file("a", "x")
                                .raw(new byte[512])
                                .file("hidden", "y")
                                .finish(),
                        "after its end"),
                Arguments.of(
                        "sparse map overlaps",
                        new TarBuilder()
                                .pax("GNU.sparse.size=9", "GNU.sparse.map=0,2,1,1")
                                .file("a", "xyz")
                                .finish(),
                        "map"),
                Arguments.of(
                        "sparse map beyond the end",
                        new TarBuilder()
                                .pax("GNU.sparse.size=2", "GNU.sparse.map=0,3")
                                .file("a", "xyz")
                                .finish(),
                        "map"),
                Arguments.of(
                        "sparse sum overflows",
                        new TarBuilder()
                                .pax(
                                        "GNU.sparse.size=9223372036854775807",
                                        "GNU.sparse.map=9223372036854775807,9223372036854775807")
                                .file("a", "xyz")
                                .finish(),
                        "map"),
                Arguments.of(
                        "sparse map of odd length",
                        new TarBuilder()
                                .pax("GNU.sparse.size=3", "GNU.sparse.map=0,3,5")
                                .file("a", "xyz")
                                .finish(),
                        "map"),
                Arguments.of(
                        "sparse in too many pieces",
                        new TarBuilder()
                                .pax("GNU.sparse.size=3", "GNU.sparse.map=" + "0,0,".repeat(70_000) + "0,3")
                                .file("a", "xyz")
                                .finish(),
                        "too many pieces"),
                Arguments.of(
                        "sparse 1.0 count lies",
                        new TarBuilder()
                                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=3")
                                .file("a", "60000\n1\n")
                                .finish(),
                        "cut off"));
    }

    private static byte[] spoilt(java.util.function.Consumer<byte[]> change) {
        return new TarBuilder().entry("a", '0', "", 0644, new byte[0], change).finish();
    }

    private static byte[] metas() {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < 1000; i++) {
            tar.meta('L', "a\0".getBytes(StandardCharsets.UTF_8));
        }
        return tar.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesTheRest(String name, byte[] tar, String reason) {
        assertThatThrownBy(() -> read(tar))
                .isInstanceOf(TarException.class)
                .message()
                .containsPattern(reason);
    }

    @Test
    void endsWithoutAnEndMark() throws IOException {
        assertThat(read(new TarBuilder().file("a", "x").unfinished())).hasSize(1);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[512])).isEmpty();
    }
}
