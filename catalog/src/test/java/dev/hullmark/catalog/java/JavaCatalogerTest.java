package dev.hullmark.catalog.java;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.catalog.zip.ZipBuilder;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCatalogerTest {
    private final JavaCataloger java = new JavaCataloger();

    private static ZipBuilder zip() {
        return new ZipBuilder();
    }

    private Said said(String path, ZipBuilder zip) throws IOException {
        return run(java, path, zip.bytes());
    }

    private static List<String> places(Said said) {
        return said.packages().stream()
                .map(p -> p.name() + " " + p.version() + " "
                        + p.evidence().getFirst().path())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jar", "opt/A.JAR", "x/a.war", "x/a.ear", "x/a.hpi", "x/a.nar"})
    void archivesAreWanted(String path) {
        assertThat(java.wants(entry(path, 100))).isTrue();
        assertThat(java.wants(entry(path, 21))).isFalse();
        assertThat(java.wants(new Entry(path, Entry.Type.HARD_LINK, 0, 0644, 0, 0, "b.jar", 0)))
                .isTrue();
        assertThat(java.wants(new Entry(path, Entry.Type.SYMLINK, 0, 0777, 0, 0, "b.jar", 0)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "x/.jar", "a.rar", "a.jar.gz", "ajar", "jar", "a.jarx", "a.zip"})
    void othersAreNot(String path) {
        assertThat(java.wants(entry(path, 100))).isFalse();
    }

    @Test
    void thePomThatAgreesWithTheNameIsCertainAndOthersArePackedIn() throws IOException {
        Said said = said(
                "app/b-2.0.jar",
                zip().pom("org.a", "a", "1.0").pom("org.b", "b", "2.0").pom("org.c", "c", "3.0"));
        assertThat(places(said))
                .containsExactly(
                        "org.b:b 2.0 /app/b-2.0.jar",
                        "org.a:a 1.0 /app/b-2.0.jar!/META-INF/maven/org.a/a/pom.properties",
                        "org.c:c 3.0 /app/b-2.0.jar!/META-INF/maven/org.c/c/pom.properties");
        assertThat(said.packages())
                .extracting(Package::confidence)
                .containsExactly(Confidence.CERTAIN, Confidence.HIGH, Confidence.HIGH);
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void aSinglePomIsTheArchiveUnlessTheNameSaysOtherwise() throws IOException {
        assertThat(places(said("app/app.jar", zip().pom("org.a", "a", "1.0"))))
                .containsExactly("org.a:a 1.0 /app/app.jar");
        Said shaded = said("app/tool-7.1.jar", zip().pom("org.a", "a", "1.0"));
        assertThat(places(shaded))
                .containsExactly("org.a:a 1.0 /app/tool-7.1.jar!/META-INF/maven/org.a/a/pom.properties");
        assertThat(shaded.gaps())
                .singleElement()
                .asString()
                .contains("no Maven coordinates")
                .contains("tool 7.1");
    }

    /** An artifact that moved keeps both poms for a while: what else there is decides, or the answer is a weak one. */
    @Test
    void ofOneArtifactUnderTwoGroupsTheBundleOrTheRepositoryDecides() throws IOException {
        String bundle = "Bundle-SymbolicName: com.old.core\n";
        ZipBuilder both = zip().with("META-INF/MANIFEST.MF", bundle)
                .pom("org.young", "core", "1")
                .pom("com.old", "core", "1");
        Said said = said("app/core-1.jar", both);
        assertThat(said.namesAndVersions()).containsExactly("com.old:core 1", "org.young:core 1");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(Confidence.HIGH);
        assertThat(said("root/.m2/repository/org/young/core/1/core-1.jar", both)
                        .packages()
                        .getFirst()
                        .name())
                .isEqualTo("org.young:core");
        Said undecided =
                said("app/core-1.jar", zip().pom("org.young", "core", "1").pom("com.old", "core", "1"));
        assertThat(undecided.packages().getFirst().name()).isEqualTo("org.young:core");
        assertThat(undecided.packages().getFirst().confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "app/a-1.0.jar, CERTAIN",
        "app/a.jar, CERTAIN",
        "app/a-1.0-linux.jar, CERTAIN",
        "app/a-2.0.jar, HIGH",
        "root/.m2/repository/org/a/a/1.0/a-1.0.jar, CERTAIN",
        "root/.m2/repository/com/fork/a/1.0/a-1.0.jar, HIGH",
    })
    void aPomThatAnythingSpeaksAgainstIsNotCertain(String path, Confidence confidence) throws IOException {
        Said said = said(path, zip().pom("org.a", "a", "1.0"));
        assertThat(said.namesAndVersions()).containsExactly("org.a:a 1.0");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(confidence);
    }

    @Test
    void aPomsVersionIsNoClassifier() throws IOException {
        Said said = said("app/a-1.0-odd.jar", zip().pom("org.a", "a", "1.0-odd"));
        assertThat(said.packages().getFirst().purl()).isEqualTo("pkg:maven/org.a/a@1.0-odd");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void theLongestNameThatAgreesWins() throws IOException {
        Said said = said(
                "log4j-1.2-api-2.17.1.jar", zip().pom("log4j", "log4j", "1.2").pom("o.l", "log4j-1.2-api", "2.17.1"));
        assertThat(said.namesAndVersions()).startsWith("o.l:log4j-1.2-api 2.17.1");
        Said notIts = said("log4j-over-slf4j-1.7.jar", zip().pom("log4j", "log4j", "1.2.17"));
        assertThat(places(notIts)).allMatch(p -> p.contains("!/"));
    }

    @Test
    void aPomXmlInheritsAndFillsIn() throws IOException {
        String pom = """
                <project><parent><groupId>org.p</groupId><artifactId>parent</artifactId><version>9</version></parent>
                <artifactId>a</artifactId><version>${my.version}</version>
                <properties><my.version>1.${minor}</my.version><minor>2</minor></properties>
                <dependencies><dependency><groupId>no</groupId><artifactId>no</artifactId></dependency></dependencies>
                </project>""";
        Said said = said("a-1.2.jar", zip().with("META-INF/maven/org.p/a/pom.xml", pom));
        assertThat(said.namesAndVersions()).containsExactly("org.p:a 1.2");
        Said inherited = said(
                "a.jar",
                zip().with("META-INF/maven/org.p/a/pom.xml", pom.replace("<version>${my.version}</version>", "")));
        assertThat(inherited.namesAndVersions()).containsExactly("org.p:a 9");
    }

    @Test
    void aPomThatNeedsOthersIsNoAnswer() throws IOException {
        Said said = said(
                "a.jar",
                zip().with(
                                "META-INF/maven/org.p/a/pom.xml",
                                "<project><groupId>g</groupId><artifactId>a</artifactId><version>${revision}</version></project>"));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<project",
                "",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><project><groupId>&a;</groupId></project>",
                "\u0000"
            })
    void brokenOrHostilePomsAreGaps(String pom) throws IOException {
        Said said = said("a.jar", zip().with("META-INF/maven/g/a/pom.xml", pom));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kafka-clients-3.3.1|||org/apache/kafka/common/A,org/apache/kafka/clients/B|org.apache.kafka:kafka-clients 3.3.1|MEDIUM
                    spring-jdbc-5.3.1|Implementation-Version: 5.3.1||org/springframework/jdbc/A|org.springframework:spring-jdbc 5.3.1|HIGH
                    spring-boot-starter-web-2.7.5|Implementation-Version: 2.7.5|||org.springframework.boot:spring-boot-starter-web 2.7.5|HIGH
                    zstd-jni-1.5.2-1|Implementation-Version: 1.5.2-1|Bundle-SymbolicName: com.github.luben.zstd-jni|com/github/luben/zstd/A|com.github.luben:zstd-jni 1.5.2-1|HIGH
                    cats-core_2.13-2.9.0|Implementation-Title: Cats core|Implementation-Vendor-Id: org.typelevel|cats/A|org.typelevel:cats-core_2.13 2.9.0|MEDIUM
                    micrometer-core-1.9.5|Implementation-Title: io.micrometer#micrometer-core;1.9.5|Implementation-Version: 1.9.5|x/A|io.micrometer:micrometer-core 1.9.5|HIGH
                    hibernate-core-6.4.4.Final|Implementation-Vendor-Id: org.hibernate||org/hibernate/A|org.hibernate.orm:hibernate-core 6.4.4.Final|MEDIUM
                    hibernate-core-5.6.14.Final|||org/hibernate/A|org.hibernate:hibernate-core 5.6.14.Final|MEDIUM
                    snappy|Implementation-Version: 1.1|Bundle-SymbolicName: org.xerial.x.snappy;singleton:=true|org/xerial/A|org.xerial.x:snappy 1.1|MEDIUM
                    quartz-2.3.2|||org/quartz/A|org.quartz-scheduler:quartz 2.3.2|MEDIUM
                    quartz-1.6.3|||org/quartz/A|opensymphony:quartz 1.6.3|MEDIUM
                    netty-3.3.0.Final|||org/jboss/netty/A|io.netty:netty 3.3.0.Final|MEDIUM
                    netty-3.2.10.Final|||org/jboss/netty/A|org.jboss.netty:netty 3.2.10.Final|MEDIUM
                    jfreechart-1.0.14|||org/jfree/chart/A|org.jfree:jfreechart 1.0.14|MEDIUM
                    jfreechart-1.0.13|||org/jfree/chart/A|jfree:jfreechart 1.0.13|MEDIUM
                    velocity-1.5|||org/apache/velocity/A|org.apache.velocity:velocity 1.5|MEDIUM
                    velocity-1.4|||org/apache/velocity/A|velocity:velocity 1.4|MEDIUM
                    dom4j-1.6.1|||org/dom4j/A|dom4j:dom4j 1.6.1|MEDIUM
                    dom4j-2.1.3|||org/dom4j/A|org.dom4j:dom4j 2.1.3|MEDIUM
                    ivy-2.5.1|||org/apache/ivy/A|org.apache.ivy:ivy 2.5.1|MEDIUM
                    libthrift-0.17.0|||org/apache/thrift/A|org.apache.thrift:libthrift 0.17.0|MEDIUM
                    """)
    void withoutAPomTheHintsMustAgree(
            String stem, String line1, String line2, String classes, String expected, Confidence confidence)
            throws IOException {
        ZipBuilder zip = zip();
        zip.with(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\n" + (line1 == null ? "" : line1 + "\r\n")
                        + (line2 == null ? "" : line2 + "\r\n"));
        if (classes != null) {
            zip.classes(classes.split(","));
        }
        Said said = said("opt/" + stem + ".jar", zip);
        assertThat(said.namesAndVersions()).containsExactly(expected);
        assertThat(said.packages().getFirst().confidence()).isEqualTo(confidence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app|com/acme/App
                    tool-1.0|com/acme/deep/tool/A
                    spring-core-5.0|com/evil/A
                    quartz-1.5.2|org/quartz/A
                    widgets-2.0|com/google/widgets/A,org/other/B
                    thing-1.0|thing/A
                    """)
    void whereNothingConvincesThereIsNoAnswer(String stem, String classes) throws IOException {
        Said said = said("opt/" + stem + ".jar", zip().classes(classes.split(",")));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).singleElement().asString().startsWith("no Maven coordinates could be told");
    }

    @Test
    void javaItselfIsNoArtifact() throws IOException {
        Said said = said(
                "usr/lib/jvm/java-17/lib/jrt-fs.jar",
                zip().with("META-INF/MANIFEST.MF", "Implementation-Version: 17.0.2\n")
                        .classes("jdk/internal/jrtfs/A"));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void theFoldersOfARepositoryTellTheGroup() throws IOException {
        assertThat(said("root/.m2/repository/com/acme/tool/1.0/tool-1.0.jar", zip().classes("tool/A"))
                        .namesAndVersions())
                .containsExactly("com.acme:tool 1.0");
        assertThat(said(
                                "root/.gradle/caches/modules-2/files-2.1/com.acme/tool/1.0/0a1b/tool-1.0.jar",
                                zip().classes("tool/A"))
                        .namesAndVersions())
                .containsExactly("com.acme:tool 1.0");
    }

    @Test
    void classifiersAreKeptApartAndSourcesAreNothing() throws IOException {
        Said said = said("n-1.0.Final-linux-x86_64.jar", zip().pom("io.n", "n", "1.0.Final"));
        assertThat(said.packages().getFirst().purl()).isEqualTo("pkg:maven/io.n/n@1.0.Final?classifier=linux-x86_64");
        for (String classifier : List.of("sources", "javadoc")) {
            Said none = said("n-1.0-" + classifier + ".jar", zip().pom("io.n", "n", "1.0"));
            assertThat(none.packages()).isEmpty();
            assertThat(none.gaps()).isEmpty();
        }
    }

    @Test
    void archivesInsideArchives() throws IOException {
        byte[] lib = zip().pom("org.b", "b", "2.0").bytes();
        byte[] boot = zip().stored("BOOT-INF/lib/b-2.0.jar", lib)
                .classes("BOOT-INF/classes/com/acme/App")
                .pom("com.acme", "app", "1.0")
                .bytes();
        byte[] war = zip().with("WEB-INF/lib/b-2.0.jar", lib)
                .with("WEB-INF/lib/app.jar", boot)
                .bytes();
        Said said = said("srv/all.ear", zip().pom("com.acme", "all", "3").with("web.war", war));
        assertThat(places(said))
                .containsExactly(
                        "com.acme:all 3 /srv/all.ear",
                        "org.b:b 2.0 /srv/all.ear!/web.war!/WEB-INF/lib/b-2.0.jar",
                        "com.acme:app 1.0 /srv/all.ear!/web.war!/WEB-INF/lib/app.jar",
                        "org.b:b 2.0 /srv/all.ear!/web.war!/WEB-INF/lib/app.jar!/BOOT-INF/lib/b-2.0.jar");
        assertThat(said.gaps()).singleElement().asString().startsWith("!/web.war: no Maven coordinates");
    }

    @Test
    void aBrokenInnerArchiveCostsOnlyItself() throws IOException {
        Said said = said(
                "a-1.jar",
                zip().pom("g", "a", "1")
                        .with("lib/x.jar", "no zip")
                        .with("lib/b-2.jar", zip().pom("g", "b", "2").bytes()));
        assertThat(said.namesAndVersions()).containsExactly("g:a 1", "g:b 2");
        assertThat(said.gaps()).containsExactly("!/lib/x.jar: is not a zip archive");
    }

    @Test
    void whatIsNoArchiveIsAnError() {
        assertThatThrownBy(() -> run(java, "a.jar", "version https://git-lfs".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("is not a zip archive");
    }

    @Test
    void nestingIsBounded() throws IOException {
        byte[] inner = zip().pom("g", "a", "1").bytes();
        for (int i = 0; i < 50; i++) {
            inner = zip().stored("a.jar", inner).pom("g", "a", "1").bytes();
        }
        Said said = run(java, "a.jar", inner);
        assertThat(said.packages()).hasSize(7);
        assertThat(said.gaps()).singleElement().asString().endsWith("archives nest deeper than is read");
    }

    @Test
    void bombsAreBounded() throws IOException {
        byte[] zeros = new byte[80 << 20];
        Said said = said("a-1.jar", zip().pom("g", "a", "1").with("b.jar", zeros));
        assertThat(said.namesAndVersions()).containsExactly("g:a 1");
        assertThat(said.gaps()).singleElement().asString().contains("holds more than");
    }

    @Test
    void anArchiveInsideIsNotPackedLikeABomb() throws IOException {
        byte[] zeros = zip().stored("zeros", new byte[10 << 20]).bytes();
        Said said =
                said("a-1.jar", zip().pom("g", "a", "1").with("b.jar", zeros).stored("c.jar", zeros));
        assertThat(said.namesAndVersions()).containsExactly("g:a 1");
        assertThat(said.gaps()).contains("!/b.jar: holds more than 1048576 bytes");
        assertThat(said.gaps()).noneMatch(gap -> gap.startsWith("!/c.jar: holds more"));
    }

    @Test
    void aHugeManifestAndHugeNamesAreBounded() throws IOException {
        Said said = said(
                "a-1.0.jar",
                zip().with("META-INF/MANIFEST.MF", new byte[100 << 20])
                        .classes("a".repeat(60_000), "b/".repeat(30_000) + "c"));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).hasSize(1);
    }

    /** Its package began with an empty part, below which everything lay for ever. */
    @Test
    @Timeout(10)
    void classesInNoPackageEndTheSearchForACommonOne() throws IOException {
        assertThat(said("commons-io-2.6.jar", zip().classes("/rxog/A", "//", "/A"))
                        .packages())
                .isEmpty();
    }

    /** Common to all and deep: each of their parts would be looked for in each of them. */
    @Test
    @Timeout(10)
    void deepFoldersOfClassesTakeNoLongerThanOthers() throws IOException {
        ZipBuilder zip = zip();
        for (int i = 0; i < 400; i++) {
            zip.classes("a/".repeat(30_000) + i + "/A");
        }
        assertThat(said("a-1.0.jar", zip).packages()).isEmpty();
    }

    @Test
    void hostileTextNeverReachesAName() throws IOException {
        Said said = said(
                "a-1.jar",
                zip().pom("g\u001b[31m", "a", "1")
                        .pom("g", "..\u202e", "1")
                        .pom("g", "a", "1\u00072")
                        .pom("", "a", "1"));
        assertThat(said.packages()).isEmpty();
        Said inner = said("a-1.jar", zip().pom("g", "a", "1").with("x\u001b[31m\n.jar", "no zip"));
        assertThat(inner.gaps()).containsExactly("!/x [31m .jar: is not a zip archive");
    }

    @Property(tries = 3000)
    void mutatedArchivesOnlyEverFailAsInput(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 2000) Integer> places, @ForAll byte with)
            throws IOException {
        byte[] mutated = ZIP.clone();
        for (int place : places) {
            mutated[place % mutated.length] = with;
        }
        try {
            Said said = run(java, "app-1.0.jar", mutated);
            said.packages().forEach(p -> assertThat(p.purl()).startsWith("pkg:maven/"));
        } catch (IOException expected) {
            assertThat(expected).hasMessageMatching(".+");
        }
    }

    private static final byte[] ZIP = seed();

    private static byte[] seed() {
        try {
            byte[] lib = zip().with(
                            "META-INF/MANIFEST.MF", "Implementation-Version: 1\nBundle-SymbolicName: org.b.x-y\n")
                    .classes("org/b/A", "org/b/c/D")
                    .bytes();
            byte[] seed = zip().with(
                            "META-INF/maven/g/a/pom.xml",
                            "<project><groupId>g</groupId><artifactId>app</artifactId>"
                                    + "<version>${v}</version><properties><v>1.0</v></properties></project>")
                    .stored("lib/x-y-1.jar", lib)
                    .with("lib/z.jar", lib)
                    .bytes();
            assertThat(new String(seed, ISO_8859_1)).contains("PK");
            return Arrays.copyOf(seed, seed.length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
