package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Language packages that a distribution's package installed are left to the distribution's own advisories. */
class OwnedByDistributionTest {
    private static final String LOG4SHELL = "CVE-2021-44228";
    private static final String JAR = "usr/share/java/log4j-core-2.14.1.jar";
    private static final String POM = "usr/share/doc/liblog4j2-java/examples/pom.xml";

    @TempDir
    Path temporary = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void aJarAndAProjectOutOfDebiansPackage() throws IOException {
        root = temporary.resolve("root");
        SampleRoot.put(root, "etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
        SampleRoot.put(
                root,
                "var/lib/dpkg/status",
                "Package: liblog4j2-java\nStatus: install ok installed\nArchitecture: all\nVersion: 2.14.1-1\n\n");
        SampleRoot.put(root, "var/lib/dpkg/info/liblog4j2-java.list", "/.\n/" + JAR + "\n/" + POM + "\n");
        SampleRoot.jar(root.resolve(JAR));
        SampleRoot.put(root, POM, """
                <project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>y</artifactId>
                <version>1</version><dependencies><dependency><groupId>org.apache.logging.log4j</groupId>
                <artifactId>log4j-core</artifactId><version>2.14.1</version></dependency></dependencies></project>
                """);
    }

    @Test
    void theirVulnerabilitiesAreNotReported() throws Exception {
        assertThat(placesOfLog4Shell()).isEmpty();
    }

    @Test
    void theSameFilesOfNobodyAreReported() throws Exception {
        Files.delete(root.resolve("var/lib/dpkg/info/liblog4j2-java.list"));
        assertThat(placesOfLog4Shell()).containsExactlyInAnyOrder("/" + JAR, "/" + POM);
    }

    /** Judged by the advisories that come with the product, lock files included. */
    private List<String> placesOfLog4Shell() throws Exception {
        Product product = Product.in(Files.createDirectories(temporary.resolve("home")));
        Product.Run run = product.run("scan", "dir:" + root, "--offline", "--declared", "--format", "json");
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.path("packages").asInt()).as(run.err()).isPositive();
        return report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("id").asString().equals(LOG4SHELL))
                .flatMap(finding -> finding.path("evidence").valueStream())
                .map(place -> place.path("path").asString())
                .toList();
    }
}
