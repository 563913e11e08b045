package dev.hullmark.catalog.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.zip.ZipBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadedTest {
    private static CatalogerTester.Said said(String path, ZipBuilder zip) throws IOException {
        return CatalogerTester.run(new JavaCataloger(), path, zip.bytes());
    }

    private static ZipBuilder log4j(String before) throws IOException {
        return new ZipBuilder()
                .with(before + "log4j/core/lookup/JndiLookup.class", "x")
                .with(before + "log4j/core/LoggerContext.class", "x")
                .with("com/acme/Main.class", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org/apache/logging/", "com/acme/shaded/org/apache/logging/", "BOOT-INF/classes/", ""})
    void classesOfALibraryWithoutItsMetadataAreAGap(String before) throws IOException {
        CatalogerTester.Said said = said("srv/app-1.0.jar", log4j(before).pom("com.acme", "app", "1.0"));
        assertThat(said.namesAndVersions()).containsExactly("com.acme:app 1.0");
        assertThat(said.gaps())
                .containsExactly("holds classes of org.apache.logging.log4j:log4j-core without their metadata:"
                        + " of which version can't be told");
    }

    @Test
    void withItsMetadataTheyAreNamed() throws IOException {
        CatalogerTester.Said said = said(
                "srv/app-1.0.jar",
                log4j("org/apache/logging/")
                        .pom("com.acme", "app", "1.0")
                        .pom("org.apache.logging.log4j", "log4j-core", "2.14.0"));
        assertThat(said.namesAndVersions())
                .containsExactlyInAnyOrder("com.acme:app 1.0", "org.apache.logging.log4j:log4j-core 2.14.0");
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void inTheLibraryItselfTheyAreNoGap() throws IOException {
        assertThat(said(
                                "srv/log4j-core-2.14.0.jar",
                                log4j("org/apache/logging/").pom("org.apache.logging.log4j", "log4j-core", "2.14.0"))
                        .gaps())
                .isEmpty();
    }

    @Test
    void oneClassTellsNothing() throws IOException {
        ZipBuilder one = new ZipBuilder()
                .with("org/apache/logging/log4j/core/lookup/JndiLookup.class", "x")
                .with("org/apache/logging/xlog4j/core/LoggerContext.class", "x")
                .pom("com.acme", "app", "1.0");
        assertThat(said("srv/app-1.0.jar", one).gaps()).isEmpty();
    }

    @Test
    void generationsOfALibraryAreToldApart() throws IOException {
        ZipBuilder four = new ZipBuilder()
                .with("a/collections4/functors/InvokerTransformer.class", "x")
                .with("a/collections4/functors/ChainedTransformer.class", "x")
                .pom("com.acme", "app", "1.0");
        assertThat(said("srv/app-1.0.jar", four).gaps())
                .singleElement()
                .asString()
                .contains("org.apache.commons:commons-collections4")
                .doesNotContain("commons-collections:");
    }
}
