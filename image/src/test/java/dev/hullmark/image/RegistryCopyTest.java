package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the reference registry. */
class RegistryCopyTest {
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    @TempDir
    Path dir;

    private RealRegistry registry(String name) throws IOException, InterruptedException {
        return RealRegistry.start(Files.createDirectories(dir.resolve(name)), "");
    }

    private OpenOptions options() {
        return OpenOptions.of(dir.resolve("tmp"));
    }

    private RegistryPush push(String repository) {
        return new RegistryPush(repository, List.of(), options());
    }

    private static void put(RegistryPush push, SmallImage image, String tag) {
        push.blob(Digest.of(image.config), image.config);
        for (byte[] layer : image.layers) {
            push.blob(Digest.of(layer), layer.length, "", () -> new ByteArrayInputStream(layer));
        }
        push.manifest(tag, OCI, image.manifest);
    }

    private boolean copy(String source, String target, String tag, boolean replace) {
        return RegistryCopy.copy(source, options(), target, tag, replace, options());
    }

    private long linked(String registry, String repository) throws IOException {
        Path layers = dir.resolve(registry + "/data/docker/registry/v2/repositories/" + repository + "/_layers");
        try (Stream<Path> files = Files.walk(layers)) {
            return files.filter(f -> f.endsWith("link")).count();
        }
    }

    @Test
    void anImageKeepsItsDigestInOtherRepositoriesAndRegistries() throws Exception {
        try (RealRegistry one = registry("one");
                RealRegistry two = registry("two")) {
            SmallImage image = new SmallImage("hello", "world");
            try (RegistryPush push = push(one.host() + "/dev/app")) {
                put(push, image, "1");
                assertThat(push.manifest("1")).contains(image.digest());
                assertThat(push.manifest("2")).isEmpty();
            }
            String source = one.host() + "/dev/app@" + image.digest();
            for (String target : List.of(one.host() + "/prod/app", two.host() + "/prod/app")) {
                assertThat(copy(source, target, "9", false)).isTrue();
                assertThat(copy(source, target, "9", false)).isFalse();
                try (RegistryPush there = push(target)) {
                    assertThat(there.manifest("9")).contains(image.digest());
                }
                try (Image read = RegistryImages.open(target + ":9", options())) {
                    assertThat(read.layers()).hasSize(2);
                    assertThat(read.read(read.layers(), CollectingVisitor::new)
                                    .values()
                                    .iterator()
                                    .next()
                                    .visitor()
                                    .files)
                            .containsEntry("etc/0", "hello");
                }
            }
            assertThat(linked("one", "prod/app")).isEqualTo(3);
        }
    }

    @Test
    void anIndexGoesWithAllItsImages() throws Exception {
        try (RealRegistry one = registry("one")) {
            SmallImage amd = new SmallImage("amd");
            SmallImage arm = new SmallImage("arm");
            byte[] index = ("{\"schemaVersion\":2,\"manifests\":[" + entry(amd, "amd64") + "," + entry(arm, "arm64")
                            + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            try (RegistryPush push = push(one.host() + "/dev/app")) {
                put(push, amd, amd.digest().toString());
                put(push, arm, arm.digest().toString());
                push.manifest("1", INDEX, index);
            }
            assertThat(copy(one.host() + "/dev/app@" + Digest.of(index), one.host() + "/prod", "1", false))
                    .isTrue();
            assertThat(new RegistryListing(one.host(), options()).images("prod", "1"))
                    .extracting(RegistryListing.Found::digest)
                    .containsExactly(amd.digest(), arm.digest());
        }
    }

    private static String entry(SmallImage image, String architecture) {
        return "{\"mediaType\":\"" + OCI + "\",\"digest\":\"" + image.digest() + "\",\"size\":" + image.manifest.length
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}}";
    }

    @Test
    void aTagIsMovedOnlyWhereThatIsAllowed() throws Exception {
        try (RealRegistry one = registry("one")) {
            SmallImage old = new SmallImage("old");
            SmallImage young = new SmallImage("young");
            try (RegistryPush push = push(one.host() + "/dev/app")) {
                put(push, young, "1");
            }
            try (RegistryPush push = push(one.host() + "/prod/app")) {
                put(push, old, "1");
            }
            String source = one.host() + "/dev/app@" + young.digest();
            assertThatThrownBy(() -> copy(source, one.host() + "/prod/app", "1", false))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("may not be moved");
            assertThat(copy(source, one.host() + "/prod/app", "1", true)).isTrue();
            assertThatThrownBy(() -> copy(one.host() + "/dev/app:1", one.host() + "/prod/app", "1", true))
                    .hasMessageContaining("names no digest");
            assertThatThrownBy(() -> copy(source, one.host() + "/prod/app", "a b", true))
                    .hasMessageContaining("is no tag");
        }
    }
}
