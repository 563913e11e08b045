package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.Digest;
import dev.hullmark.image.Platform;
import dev.hullmark.image.RegistryListing.Found;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformNamesTest {
    private static final Optional<Platform> NONE = Optional.empty();
    private static final Optional<Platform> ARM = Optional.of(new Platform("linux", "arm64", "v8"));

    private static Optional<Platform> windows(String version) {
        return Optional.of(new Platform("windows", "amd64", "", version));
    }

    private static List<String> names(List<Optional<Platform>> platforms) {
        return PlatformNames.of(platforms.stream()
                .map(p -> new Found(Digest.of(new byte[0]), p, ""))
                .toList());
    }

    @Test
    void noTwoImagesOfANameHaveTheSame() {
        assertThat(names(List.of(windows("10.0.1")))).containsExactly("");
        assertThat(names(List.of(windows("10.0.1"), ARM))).containsExactly("windows/amd64", "linux/arm64/v8");
        assertThat(names(List.of(windows("10.0.1"), windows("10.0.2"), windows("10.0.2"), ARM)))
                .containsExactly(
                        "windows(10.0.1)/amd64",
                        "windows(10.0.2)/amd64",
                        "windows(10.0.2)/amd64 (2)",
                        "linux/arm64/v8");
        assertThat(names(List.of(NONE, NONE, NONE))).containsExactly("", "(2)", "(3)");
        String noise = "9".repeat(500);
        assertThat(names(List.of(windows(noise), windows(noise))))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() < 110);
    }
}
