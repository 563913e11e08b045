package dev.hullmark.catalog.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigSecretsTest {
    private static final String TOKEN = RulesTest.fill("npm_{a36}", 5);

    @Test
    void theConfigurationIsMaskedAndEachSecretToldOnce() {
        String build = "|1 NPM_TOKEN=" + TOKEN + " /bin/sh -c npm ci";
        ImageConfig config = new ImageConfig(
                "linux",
                "amd64",
                "",
                "",
                List.of("PATH=/usr/bin:/bin", "DB_PASSWORD=q7Xd2LvP9r,more;left"),
                List.of("/app", "--api-key=" + RulesTest.fill("{a32}", 4)),
                List.of(),
                "/",
                List.of(),
                List.of(),
                Map.of("note", "none"),
                List.of(),
                List.of(
                        new ImageConfig.Step("ADD rootfs.tar /", false),
                        new ImageConfig.Step("ENV DB_PASSWORD=q7Xd2LvP9r,more;left", true),
                        new ImageConfig.Step(build, false)));
        ConfigSecrets masked = ConfigSecrets.mask(
                Optional.of(config),
                List.of(new LayerInfo(0, "sha256:0", "ADD rootfs.tar /"), new LayerInfo(1, "sha256:1", build)));

        ImageConfig clean = masked.config().orElseThrow();
        assertThat(clean.env()).containsExactly("PATH=/usr/bin:/bin", "DB_PASSWORD=****");
        assertThat(clean.entrypoint()).containsExactly("/app", "--api-key=****");
        assertThat(clean.history().getLast().createdBy()).isEqualTo("|1 NPM_TOKEN=**** /bin/sh -c npm ci");
        assertThat(masked.layers().getLast().createdBy()).isEqualTo("|1 NPM_TOKEN=**** /bin/sh -c npm ci");
        assertThat(masked.secrets()).extracting(Secret::rule).containsExactly("password", "secret-key", "npm-token");
        assertThat(masked.secrets().getLast().evidence().layerIndex()).isEqualTo(1);
        assertThat(masked.toString()).doesNotContain("q7Xd2LvP9r", "more", TOKEN.substring(4));
    }

    /** Two that touch: the mask of the one ends the other, which is a token only then. */
    @Test
    void whatAMaskLeavesHoldsNoSecret() {
        String two = "glptt-ghp_a1B2vvvvvvvvvvvvD4e5igninxapp-1-gkeyteyB2tcockroachdb"
                + "glptt-ghp_a1B2vvvvvvvvvvvvD4e5igningkeyteyB2ttc3o";
        List<LayerInfo> once = ConfigSecrets.mask(Optional.empty(), List.of(new LayerInfo(0, "sha256:0", two)))
                .layers();
        assertThat(once.getFirst().createdBy()).contains(Secret.MASK);
        assertThat(ConfigSecrets.mask(Optional.empty(), once).secrets()).isEmpty();
    }

    @Test
    void nothingIsChangedWhereThereIsNone() {
        List<LayerInfo> layers = List.of(new LayerInfo(0, "sha256:0", "COPY . /"));
        assertThat(ConfigSecrets.mask(Optional.empty(), layers))
                .isEqualTo(new ConfigSecrets(Optional.empty(), layers, List.of()));
    }
}
