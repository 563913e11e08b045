package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryImageTest {
    @TempDir
    private Path temporary;

    private Path root() throws IOException {
        return Files.createDirectories(temporary.resolve("root"));
    }

    private void write(String path, String content) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void link(String path, String target) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
    }

    private RecordingVisitor read(Supplier<RecordingVisitor> visitor) throws IOException {
        try (Image image = Images.open(Target.parse(root().toString()), OpenOptions.of(temporary.resolve("tmp")))) {
            assertThat(image.subject().kind()).isEqualTo("directory");
            assertThat(image.subject().source()).isEqualTo("dir");
            assertThat(image.layers()).hasSize(1);
            Image.Reading<RecordingVisitor> reading =
                    image.read(image.layers(), visitor).values().iterator().next();
            assertThat(reading.identities()).isEmpty();
            return reading.visitor();
        }
    }

    @Test
    void everyFileInOrder() throws IOException {
        write("etc/b", "B");
        write("etc/a", "A");
        write("usr/.wh.kept", "K");
        link("etc/c", "a");
        RecordingVisitor visitor = read(() -> new RecordingVisitor(Entry::isFile));
        assertThat(visitor.paths()).containsExactly("etc", "etc/a", "etc/b", "etc/c", "usr", "usr/.wh.kept");
        assertThat(visitor.files).isEqualTo(Map.of("etc/a", "A", "etc/b", "B", "usr/.wh.kept", "K"));
        assertThat(visitor.removed).isEmpty();
        assertThat(visitor.gaps).isEmpty();
    }

    @Test
    void modesAndOwners() throws IOException {
        write("bin/x", "X");
        Files.setPosixFilePermissions(root().resolve("bin/x"), PosixFilePermissions.fromString("rwxr-x---"));
        Entry entry = read(RecordingVisitor::ofAll).seen.getLast();
        assertThat(entry.mode()).isEqualTo(0750);
        assertThat(entry.uid()).isEqualTo(Files.getAttribute(root(), "unix:uid"));
    }

    @Test
    void linksStayInsideTheRoot() throws IOException {
        Files.writeString(temporary.resolve("outside"), "secret");
        write("data", "D");
        write("outside", "inside");
        link("a.wanted", "data");
        link("b.wanted", "/data");
        link("c.wanted", "../outside");
        link("d.wanted", "d.wanted");
        link("dir/e.wanted", "../../../data");
        link("loop", ".");
        assertThat(read(() -> RecordingVisitor.ofNames(".wanted")).files)
                .isEqualTo(Map.of("a.wanted", "D", "b.wanted", "D", "c.wanted", "inside", "dir/e.wanted", "D"));
    }

    @Test
    void aTargetWantedByItsOwnNameIsReadOnce() throws IOException {
        write("a-1.jar", "J");
        link("a.jar", "a-1.jar");
        assertThat(read(() -> RecordingVisitor.ofNames(".jar")).files).isEqualTo(Map.of("a-1.jar", "J"));
    }

    @Test
    void enginesStorageIsSkippedAndNamed() throws IOException {
        write("var/lib/docker/overlay2/x/a", "A");
        write("home/me/.local/share/containers/storage/a", "A");
        write("home/me/mylocal/share/docker/a", "B");
        write("srv/var/lib/docker/a", "C");
        link("a", "/var/lib/docker/overlay2/x/a");
        RecordingVisitor visitor = read(() -> RecordingVisitor.ofNames("a"));
        assertThat(visitor.files.keySet()).containsExactly("home/me/mylocal/share/docker/a", "srv/var/lib/docker/a");
        assertThat(visitor.gaps)
                .hasSize(2)
                .allMatch(gap -> gap.contains("not looked at"))
                .anyMatch(gap -> gap.startsWith("file:/var/lib/docker:"));
    }

    @Test
    void theKernelsFileSystemsAreSkipped() {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/mountinfo")), "needs Linux");
        assertThat(new SkippedPlaces(Path.of("/")).reason("proc")).contains("it is the kernel's");
        assertThat(new SkippedPlaces(Path.of("/proc")).reason("")).isNotEmpty();
        assertThat(new SkippedPlaces(Path.of("/usr")).reason("proc")).isEmpty();
    }

    @Test
    void whatMayNotBeReadIsAGap() throws IOException {
        write("closed/a", "A");
        write("open", "O");
        Files.setPosixFilePermissions(root().resolve("closed"), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(root().resolve("closed")), "root may read everything");
        RecordingVisitor visitor = read(RecordingVisitor::ofAll);
        assertThat(visitor.gaps).containsExactly("file:/closed: permission denied");
        assertThat(visitor.files.keySet()).containsExactly("open");
    }

    @Test
    void aRootThatMayNotBeReadIsNoEmptyImage() throws IOException {
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(root()), "root may read everything");
        assertThatThrownBy(() -> read(RecordingVisitor::ofAll))
                .isInstanceOf(ImageException.class)
                .hasMessage(root() + " can't be read: permission denied.");
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFileThatChangesUnderTheReadIsAGap() throws IOException {
        write("a", "A");
        Path file = root().resolve("a");
        RecordingVisitor visitor = read(() -> new RecordingVisitor(entry -> {
            try {
                Files.writeString(file, "longer");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return true;
        }));
        assertThat(visitor.gaps).containsExactly("file:/a: it changed while it was read");
    }

    @Test
    void aVeryDeepTree() throws IOException {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            path.append("d/");
        }
        write(path + "a", "A");
        assertThat(read(() -> RecordingVisitor.ofNames("/a")).files).hasSize(1);
    }

    @Test
    void noDirectory() {
        assertThatThrownBy(
                        () -> Images.open(new Target(Target.Kind.DIR, temporary + "/none"), OpenOptions.of(temporary)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("nothing at");
    }
}
