package dev.hullmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class PurlTest {
    /** Deliberate differences, each with its reason. */
    private static final Map<String, String> DELIBERATE = Map.of(
            "parse pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25",
            "keys in capitals are normalised, as other cases of the same suite ask (maven, validate)",
            "parse pkg:gem/jruby-launcher@1.1.2?Platform=java",
            "the same");

    @Test
    void everyPublishedCaseHolds() throws IOException {
        Path folder = Path.of("../../shared/vectors/purl");
        assumeTrue(Files.isDirectory(folder), () -> "skipped: no " + folder + " beside this clone");
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                for (JsonNode test : new ObjectMapper().readTree(file).get("tests")) {
                    cases++;
                    String name = test.get("test_type").asString() + " " + text(test.get("input"));
                    if (!DELIBERATE.containsKey(name) && !holds(test)) {
                        wrong.add(file.getFileName() + " " + name + " wanted "
                                + (test.get("expected_failure").asBoolean()
                                        ? "a failure"
                                        : test.get("expected_output")));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(500);
    }

    private static boolean holds(JsonNode test) {
        boolean fails = test.get("expected_failure").asBoolean();
        JsonNode wanted = test.get("expected_output");
        try {
            Purl purl =
                    test.get("input").isString() ? Purl.parse(test.get("input").asString()) : parts(test.get("input"));
            return !fails
                    && (wanted.isString() ? purl.canonical().equals(wanted.asString()) : purl.equals(parts(wanted)));
        } catch (MalformedPurlException e) {
            return fails;
        }
    }

    /** The record's constructor, from parts where an absent one is {@code null}. */
    private static Purl parts(JsonNode node) {
        Map<String, String> qualifiers = new TreeMap<>();
        if (node.get("qualifiers").isObject()) {
            node.get("qualifiers")
                    .properties()
                    .forEach(e -> qualifiers.put(e.getKey(), e.getValue().asString()));
        }
        return new Purl(
                text(node.get("type")),
                text(node.get("namespace")),
                text(node.get("name")),
                text(node.get("version")),
                qualifiers,
                text(node.get("subpath")));
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.isString() ? node.asString() : node.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "DEB, openssl, 1:3.0-1+b1, debian, pkg:deb/debian/openssl@1:3.0-1%2Bb1",
        "RPM, bash, 1:5.1-2.el9, almalinux, pkg:rpm/almalinux/bash@5.1-2.el9?epoch=1",
        "NPM, @babel/core, 7.0.0, '', pkg:npm/%40babel/core@7.0.0",
        "NPM, JSONStream, 1.0.0, '', pkg:npm/JSONStream@1.0.0",
        "MAVEN, org.a:b, 1, '', pkg:maven/org.a/b@1",
        "GOLANG, github.com/Azure/x, v1.0.0+incompatible, '', pkg:golang/github.com/Azure/x@v1.0.0%2Bincompatible",
        "GOLANG, stdlib, 1.21, '', pkg:golang/stdlib@1.21",
        "PYPI, django, '', '', pkg:pypi/django"
    })
    void betweenPackageAndPurl(PackageType type, String name, String version, String namespace, String purl) {
        Package p = new Package(
                type,
                name,
                version,
                namespace,
                Map.of(),
                java.util.Optional.empty(),
                List.of(),
                Confidence.CERTAIN,
                "",
                List.of());
        assertThat(p.purl()).isEqualTo(purl);
        assertThat(Purls.parse(purl)).contains(p);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pkg:",
                "pkg:/",
                "pkg:npm",
                "pkg:npm/",
                "pkg:npm/@1",
                "npm/a",
                "pkg:npm/a%",
                "pkg:npm/a%2",
                "pkg:npm/a%zz",
                "pkg:npm/%ff",
                "pkg:npm/a?b",
                "pkg:npm/a?b=1&b=2",
                "pkg:npm/x%2Fy/a",
                "pkg:n m/a",
                "pkg:npm/a?%20=1",
                "#",
                "?",
                "@"
            })
    void whatIsNoPurlSaysWhy(String text) {
        assertThatThrownBy(() -> Purl.parse(text)).isInstanceOf(MalformedPurlException.class);
        assertThat(Purls.parse(text)).isEmpty();
    }

    @Test
    void anUnknownTypeIsNoPackage() {
        assertThat(Purls.parse("pkg:swift/rand@0.7.2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkg:npm/%40a%2F", "pkg:maven/a%3A", "pkg:golang/a%2F", "pkg:composer/a%2F"})
    void aNameMayEndWithWhatParts(String text) {
        Package p = Purls.parse(text).orElseThrow();
        assertThat(Purls.parse(p.purl())).contains(p);
    }

    @Property
    void anyNameComesBack(@ForAll String name, @ForAll String version) {
        if (!name.isEmpty() && wellFormed(name) && wellFormed(version)) {
            Purl purl = new Purl("generic", "", name, version, Map.of(), "");
            assertThat(Purl.parse(purl.canonical())).isEqualTo(purl);
        }
    }

    @Property
    void anyTextIsAPurlOrSaysWhyNot(@ForAll String text) {
        try {
            Purl purl = Purl.parse("pkg:npm/" + text);
            assertThat(Purl.parse(purl.canonical())).isEqualTo(purl);
        } catch (MalformedPurlException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }

    private static boolean wellFormed(String s) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(s);
    }

    /** Without a host, or at its end, a slash of git's path would be read back as something else. */
    @ParameterizedTest
    @ValueSource(strings = {"pkg:git/a%2Fb", "pkg:git/host/a/b", "pkg:git/host/a%2F", "pkg:git/host/a%2Fb/c"})
    void aPathInGitReadsBackAsItself(String text) {
        Purl purl = Purl.parse(text);
        assertThat(Purl.parse(purl.canonical())).isEqualTo(purl);
    }
}
