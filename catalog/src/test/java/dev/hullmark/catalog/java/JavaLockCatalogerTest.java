package dev.hullmark.catalog.java;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester.Said;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaLockCatalogerTest {
    private static final String DIRECT = "tells what the project itself asks for, not what that needs in turn";

    private static final String POM = """
            <?xml version="1.0"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>3</version></parent>
              <artifactId>shop</artifactId>
              <properties><log4j.version>2.14.1</log4j.version><v>${w}</v><w>1.${x}</w><x>5</x><loop>${loop}</loop></properties>
              <dependencyManagement><dependencies>
                <dependency><groupId>commons-io</groupId><artifactId>commons-io</artifactId><version>2.6</version></dependency>
                <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13</version><scope>test</scope></dependency>
                <dependency><groupId>org.x</groupId><artifactId>bom</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency>
              </dependencies></dependencyManagement>
              <dependencies>
                <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>${log4j.version}</version>
                  <exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions></dependency>
                <dependency><groupId>commons-io</groupId><artifactId>commons-io</artifactId></dependency>
                <dependency><groupId>${project.groupId}</groupId><artifactId>part</artifactId><version>${project.version}</version></dependency>
                <dependency><groupId>a</groupId><artifactId>nested</artifactId><version>${v}</version><scope>runtime</scope></dependency>
                <dependency><groupId>a</groupId><artifactId>exact</artifactId><version>[1.2]</version><optional>true</optional></dependency>
                <dependency><groupId>a</groupId><artifactId>range</artifactId><version>[1.2,2)</version></dependency>
                <dependency><groupId>a</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
                <dependency><groupId>a</groupId><artifactId>ofparent</artifactId></dependency>
                <dependency><groupId>junit</groupId><artifactId>junit</artifactId></dependency>
                <dependency><groupId>a</groupId><artifactId>t</artifactId><version>1</version><scope>test</scope></dependency>
              </dependencies>
              <build><plugins><plugin><groupId>p</groupId><artifactId>p</artifactId><version>1</version>
                <dependencies><dependency><groupId>p</groupId><artifactId>q</artifactId><version>1</version></dependency></dependencies>
              </plugin></plugins></build>
              <profiles><profile><dependencies><dependency><groupId>p</groupId><artifactId>r</artifactId><version>1</version></dependency></dependencies></profile></profiles>
            </project>
            """;

    private final JavaLockCataloger cataloger = new JavaLockCataloger();

    @Test
    void whatAProjectAsksFor() throws IOException {
        Said said = run(cataloger, "pom.xml", POM);
        assertThat(said.namesAndVersions())
                .containsExactly(
                        "org.apache.logging.log4j:log4j-core 2.14.1",
                        "commons-io:commons-io 2.6",
                        "com.example:part 3",
                        "a:nested 1.5",
                        "a:exact 1.2");
        assertThat(said.gaps())
                .containsExactly(DIRECT, "does not say which version is used of a:range, a:loop, a:ofparent");
    }

    @Test
    void aProjectWithoutDependenciesHasNoGap() throws IOException {
        assertThat(run(cataloger, "pom.xml", "<project><artifactId>a</artifactId></project>")
                        .gaps())
                .isEmpty();
    }

    @Test
    void gradle() throws IOException {
        String lock = """
                # This is a Gradle generated file for dependency locking.
                # Manual edits can break the build and are not advised.
                com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath,testRuntimeClasspath
                junit:junit:4.13=testCompileClasspath,testRuntimeClasspath
                org.mapstruct:mapstruct-processor:1.5.0=annotationProcessor,testAnnotationProcessor
                com.example:own:1.0=productionRuntimeClasspath
                com.puppycrawl.tools:checkstyle:10.0=checkstyle
                com.squareup:okio:3.0=debugAndroidTestCompileClasspath,releaseRuntimeClasspath
                not an artifact=runtimeClasspath
                empty=debugAnnotationProcessor,compileOnly
                """;
        Said said = run(cataloger, "app/gradle.lockfile", lock);
        assertThat(said.namesAndVersions())
                .containsExactly("com.google.guava:guava 31.1-jre", "com.example:own 1.0", "com.squareup:okio 3.0");
        assertThat(said.gaps()).containsExactly("declares 1 packages without a usable name or version");
    }

    @Test
    void gradleBeforeSeven() throws IOException {
        assertThat(run(cataloger, "gradle/dependency-locks/runtimeClasspath.lockfile", "# x\na:b:1.0\n")
                        .namesAndVersions())
                .containsExactly("a:b 1.0");
    }

    @Test
    void onlyFilesOfTheProjectItself() {
        for (String path : List.of(
                "x/META-INF/maven/a/b/pom.xml",
                "src/test/resources/pom.xml",
                "src/it/a/pom.xml",
                "a/archetype-resources/pom.xml",
                "gradle/dependency-locks/testRuntimeClasspath.lockfile",
                "buildscript-gradle.lockfile",
                "a.pom.xml")) {
            assertThat(cataloger.wants(entry(path, 10))).as(path).isFalse();
        }
        assertThat(cataloger.wants(entry("a/pom.xml", 10))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<project>",
                "<!DOCTYPE p [<!ENTITY a \"b\">]><project>&a;</project>",
                "\u0000",
                "{}",
                "<project><a/></project",
            })
    void brokenXmlIsAnError(String xml) {
        assertThatThrownBy(() -> run(cataloger, "pom.xml", xml))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("XML");
    }

    @Test
    void depthAndSubstitutionAreBounded() throws IOException {
        assertThatThrownBy(() -> run(cataloger, "pom.xml", "<a>".repeat(100_000)))
                .isInstanceOf(IOException.class);
        StringBuilder bomb = new StringBuilder("<project><properties>");
        for (int i = 0; i < 30; i++) {
            bomb.append("<p")
                    .append(i)
                    .append(">")
                    .append(("${p" + (i + 1) + "}").repeat(10))
                    .append("</p")
                    .append(i)
                    .append(">");
        }
        bomb.append("</properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId>"
                + "<version>${p0}</version></dependency></dependencies></project>");
        Said said = run(cataloger, "pom.xml", bomb.toString());
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).contains("does not say which version is used of a:b");
    }
}
