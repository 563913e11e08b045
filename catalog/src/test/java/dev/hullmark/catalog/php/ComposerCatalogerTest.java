package dev.hullmark.catalog.php;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComposerCatalogerTest {
    private static final String PACKAGES = """
            [{"name": "monolog/monolog", "version": "2.9.1", "version_normalized": "2.9.1.0",
              "require": {"php": ">=7.2", "psr/log": "^1.0"}, "license": ["MIT"], "time": "2023"},
             {"name": "Acme/Tool", "version": "v1.0.0", "license": "proprietary"},
             {"version": "dev-main", "dist": {"name": "no"}, "name": "acme/branch"}]""";

    private final ComposerCataloger installed = new ComposerCataloger();
    private final ComposerLockCataloger lock = new ComposerLockCataloger();

    @Test
    void bothFormsOfWhatIsInstalled() throws IOException {
        for (String json : new String[] {
            PACKAGES, "{\"packages\": " + PACKAGES + ", \"dev\": true, \"dev-package-names\": [\"acme/tool\"]}"
        }) {
            Said said = run(installed, "srv/app/vendor/composer/installed.json", json);
            assertThat(said.namesAndVersions())
                    .containsExactly("monolog/monolog 2.9.1", "Acme/Tool v1.0.0", "acme/branch dev-main");
            assertThat(said.packages().get(0).licences()).containsExactly("MIT");
            assertThat(said.packages().get(1).licences()).containsExactly("proprietary");
            assertThat(said.packages().get(1).type()).isEqualTo(PackageType.COMPOSER);
            assertThat(said.packages().get(1).purl()).isEqualTo("pkg:composer/acme/tool@v1.0.0");
        }
    }

    @Test
    void aLockFileWithoutItsDevelopmentPart() throws IOException {
        String json = "{\"packages\": " + PACKAGES
                + ", \"packages-dev\": [{\"name\": \"phpunit/phpunit\", \"version\": \"9.6.0\"}], \"aliases\": []}";
        assertThat(run(lock, "srv/app/composer.lock", json).namesAndVersions())
                .hasSize(3)
                .noneMatch(p -> p.startsWith("phpunit"));
        assertThat(lock.declares()).isTrue();
        assertThat(installed.declares()).isFalse();
    }

    @Test
    void otherFilesAreNotWanted() {
        assertThat(installed.wants(entry("installed.json", 10))).isFalse();
        assertThat(installed.wants(entry("vendor/mycomposer/installed.json", 10)))
                .isFalse();
        assertThat(installed.wants(entry("composer/installed.json", 10))).isTrue();
        assertThat(lock.wants(entry("xcomposer.lock", 10))).isFalse();
        assertThat(lock.wants(entry("composer.lock", 10))).isTrue();
    }

    @Test
    void whatHasNoVendorIsUnnamed() throws IOException {
        Said said = run(lock, "composer.lock", "{\"packages\": [{\"name\": \"x\", \"version\": \"1\"}, 7, {}]}");
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isNotEmpty();
    }
}
