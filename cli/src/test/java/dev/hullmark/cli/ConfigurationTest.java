package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What is set once and for all: every key, its default, and who beats whom. */
class ConfigurationTest {
    /** Options that belong to one command line only: what one run is about. */
    private static final Set<String> NEVER_SET = Set.of(
            "--coverage",
            "--explain-programs",
            "--for",
            "--list-rules",
            "--healthy",
            "--release",
            "--help",
            "--version",
            "--config",
            "--output",
            "--json",
            "--base",
            "--baseline",
            "--build-arg",
            "--except",
            "--fetch",
            "--inventories",
            "--minimal",
            "--only",
            "--predicate",
            "--probe-command",
            "--probe-url",
            "--profile",
            "--prove",
            "--prove-time",
            "--once",
            "--remediation",
            "--server-name",
            "--store-as",
            "--target",
            "--top",
            "--user",
            "--watch");

    @TempDir
    Path temp = Path.of("");

    /** Each key with its default; a new option gets its key in the SECTION of its class, and its line here. */
    @Test
    void keysAndDefaults() {
        CommandLine root = Commands.lineFor();
        List<String> lines = new ArrayList<>();
        for (Section section : Section.all()) {
            for (Property property : section.properties()) {
                OptionSpec option = Reference.option(root, section, property);
                lines.add(section.name() + "." + property.key() + "="
                        + (option.arity().max() == 0 && Reference.usual(option).isEmpty()
                                ? "false"
                                : Reference.usual(option)));
            }
        }
        assertThat(lines)
                .containsExactly(
                        "target.platform=",
                        "target.insecure=false",
                        "target.no-cache=false",
                        "target.declared=false",
                        "target.layer-size=1G",
                        "target.layer-time=1h",
                        "registry.insecure-registry=",
                        "registry.registry-mirror=",
                        "registry.ca-cert=",
                        "advisories.db=",
                        "advisories.offline=false",
                        "advisories.feed-url=",
                        "gate.fail-on=",
                        "gate.only-fixed=false",
                        "gate.kinds=",
                        "gate.max-feed-age=7d",
                        "gate.accept-gaps=false",
                        "gate.strict=false",
                        "licences.licences-allow=",
                        "licences.licences-deny=",
                        "signature.verify-key=",
                        "signature.certificate-identity=",
                        "signature.certificate-identity-regexp=",
                        "signature.certificate-oidc-issuer=",
                        "signature.certificate-oidc-issuer-regexp=",
                        "signature.trusted-root=",
                        "store.no-store=false",
                        "output.quiet=false",
                        "output.no-color=false",
                        "scan.format=table",
                        "scan.waivers=",
                        "scan.vex=",
                        "scan.vex-attached=false",
                        "scan.vex-key=",
                        "scan.secrets=true",
                        "scan.all=false",
                        "sbom.format=",
                        "sbom.secrets=false",
                        "host.trusted-users=",
                        "containers.statsd=",
                        "containers.hostname=",
                        "containers.interval=10s",
                        "observe.on-drift=alert",
                        "observe.keep=false",
                        "observe.format=table",
                        "observe.all=false",
                        "observe.rules=",
                        "observe.without-rule=",
                        "observe.alerts=false",
                        "upload.server=",
                        "upload.server-token-file=",
                        "agent.name=",
                        "agent.every=60s",
                        "agent.scan=false",
                        "server.listen=127.0.0.1:8080",
                        "server.data=",
                        "server.database=",
                        "server.registry=",
                        "server.poll=5m",
                        "server.admin-token-file=",
                        "server.certificate=",
                        "server.key=",
                        "server.plain-http=false",
                        "server.refresh=1h",
                        "server.allow-host=",
                        "server.public-url=",
                        "server.trusted-proxy=",
                        "server.oidc-issuer=",
                        "server.oidc-client-id=",
                        "server.oidc-client-secret-file=",
                        "server.oidc-role-claim=groups",
                        "server.oidc-roles=",
                        "server.repository=",
                        "server.tag=",
                        "server.manual=",
                        "server.largest-layer=16G",
                        "server.attach=false");
    }

    @Test
    void everyOptionCanBeSet() {
        Set<String> known = new TreeSet<>(NEVER_SET);
        Section.all().forEach(section -> section.properties().forEach(property -> known.addAll(property.options())));
        Set<String> missing = new TreeSet<>();
        missing(Commands.lineFor(), known, missing);
        assertThat(missing)
                .as("options without a key: give each one in the SECTION of its class, or name it in NEVER_SET")
                .isEmpty();
    }

    private static void missing(CommandLine line, Set<String> known, Set<String> missing) {
        line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !known.contains(name))
                .forEach(missing::add);
        line.getSubcommands().values().forEach(command -> missing(command, known, missing));
    }

    private Path file(String... lines) {
        try {
            return Files.writeString(temp.resolve("config.yaml"), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> complete(Map<String, String> environment, String... args) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.putIfAbsent("HOME", temp.resolve("nobody").toString());
        return List.of(Configuration.complete(args, whole));
    }

    private List<String> with(Path file, String... args) {
        return complete(Map.of("HULLMARK_CONFIG", file.toString()), args);
    }

    @Test
    void withoutAFileNothingChanges() {
        assertThat(complete(Map.of("HULLMARK_TERMINAL", ""), "scan", "x", "--offline"))
                .containsExactly("scan", "x", "--offline");
        assertThat(complete(Map.of())).isEmpty();
    }

    @Test
    void becomesArgumentsOfACommandThatKnowsThem() {
        Path file = file(
                "# ours",
                "gate:",
                "  fail-on: high",
                "  kinds: [vulnerability, secret]",
                "  only-fixed: true",
                "  accept-gaps: false",
                "advisories:",
                "  offline: true",
                "  db: ../db",
                "scan:",
                "  waivers: waivers.yaml",
                "sbom: {format: spdx}",
                "output:");
        Path db = temp.resolve("../db");
        assertThat(with(file, "scan", "x"))
                .containsExactly(
                        "scan",
                        "--fail-on=high",
                        "--kinds=vulnerability",
                        "--kinds=secret",
                        "--only-fixed",
                        "--offline",
                        "--db=" + db,
                        "--waivers=" + temp.resolve("waivers.yaml"),
                        "x");
        assertThat(with(file, "sbom", "x")).containsExactly("sbom", "--offline", "--format=spdx", "x");
        assertThat(with(file, "db", "status")).containsExactly("db", "status", "--db=" + db);
        assertThat(with(file, "scan", "--help")).containsExactly("scan", "--help");
        assertThat(with(file, "scan", "--", "-x")).last().isEqualTo("-x");
    }

    @Test
    void theCommandLineBeatsTheEnvironmentWhichBeatsTheFile() {
        String file = file(
                        "gate:", "  fail-on: low", "advisories:", "  offline: true", "  feed-url: https://file.test/")
                .toString();
        assertThat(complete(Map.of("HULLMARK_CONFIG", file, "HULLMARK_GATE_FAIL_ON", "high"), "scan", "x"))
                .contains("--fail-on=high")
                .doesNotContain("--fail-on=low");
        assertThat(complete(
                        Map.of("HULLMARK_CONFIG", file, "HULLMARK_GATE_FAIL_ON", "high"),
                        "scan",
                        "x",
                        "--fail-on=medium"))
                .containsExactly("scan", "--offline", "--feed-url=https://file.test/", "x", "--fail-on=medium");
        assertThat(complete(Map.of("HULLMARK_CONFIG", file, "HULLMARK_FEED_URL", "https://env.test/"), "db", "update"))
                .containsExactly("db", "update", "--url=https://env.test/");
        assertThat(with(Path.of(file), "scan", "x", "--offline=false")).doesNotContain("--offline", "--offline=false");
        assertThat(with(Path.of(file), "scan", "x", "--offline=true")).containsOnlyOnce("--offline");
        assertThat(complete(Map.of("HULLMARK_ADVISORIES_OFFLINE", "true"), "scan", "x"))
                .containsExactly("scan", "--offline", "x");
        assertThat(complete(Map.of("HULLMARK_CONFIG", file, "HULLMARK_ADVISORIES_OFFLINE", "false"), "sbom", "x"))
                .containsExactly("sbom", "x");
    }

    /** Off is something that must be said of a switch that is on by itself. */
    @Test
    void aSwitchThatIsOnIsSwitchedOff() {
        Path off = file("scan: {secrets: false}", "sbom: {secrets: true}");
        assertThat(with(off, "scan", "x")).containsExactly("scan", "--no-secrets", "x");
        assertThat(with(off, "sbom", "x")).containsExactly("sbom", "--secrets", "x");
        assertThat(with(off, "scan", "x", "--secrets")).containsExactly("scan", "x", "--secrets");
        assertThat(with(off, "scan", "x", "--secrets=true")).containsExactly("scan", "x", "--secrets");
        assertThat(complete(Map.of("HULLMARK_SCAN_SECRETS", "false"), "scan", "x"))
                .containsExactly("scan", "--no-secrets", "x");
        assertThat(complete(Map.of("HULLMARK_SCAN_SECRETS", "true"), "scan", "x", "--secrets=false"))
                .containsExactly("scan", "x", "--no-secrets");
    }

    @Test
    void isWhereItIsSaidToBeElseInTheXdgDirectory() throws IOException {
        Path usual = Files.createDirectories(temp.resolve("xdg/hullmark")).resolve("config.yaml");
        Files.writeString(usual, "output: {quiet: true}");
        Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", temp.resolve("xdg").toString());
        assertThat(complete(xdg, "scan", "x")).contains("--quiet");
        String other = file("output: {no-color: true}").toString();
        assertThat(complete(xdg, "--config", other, "scan", "x"))
                .contains("--no-color")
                .doesNotContain("--quiet");
        assertThat(complete(xdg, "scan", "x", "--config=" + other))
                .contains("--no-color")
                .doesNotContain("--quiet");
        Map<String, String> none = new HashMap<>(xdg);
        none.put("HULLMARK_CONFIG", "");
        assertThat(complete(none, "scan", "x")).containsExactly("scan", "x");
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> complete(
                        xdg, "scan", "x", "--config", temp.resolve("gone").toString()))
                .withMessageContaining("there is no configuration file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gates: {}|line 1: there is no section 'gates'; did you mean 'gate'?",
                "gate: {fail_on: high}|'gate' has no 'fail_on'; did you mean 'fail-on'?",
                "gate: {severity-of-everything: high}|; known are fail-on, only-fixed",
                "gate: {fail-on: high, fail-on: low}|line 1",
                "gate: {fail-on: {a: b}}|'gate.fail-on' must be a value or a list of values",
                "gate: {fail-on:}|'gate.fail-on' must be a value",
                "gate: {fail-on: [high, low]}|one value is expected",
                "gate: {kinds: hgh}|line 1, gate.kinds: Invalid value for option '--kinds'",
                "gate: {max-feed-age: 7}|'7' is no length of time",
                "gate: {only-fixed: yes}|true or false is expected",
                "gate: high|must hold keys with values",
                "[gate]|expected sections",
                "gate: &a {}|anchors, aliases and tags are not allowed",
                "gate: {fail-on: !!str high}|anchors, aliases and tags are not allowed",
                "gate: {|not valid YAML",
            })
    void saysWhatIsWrongAndWhere(String yaml, String message) {
        Path file = file(yaml);
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> with(file, "scan", "x"))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "---", "gate:"})
    void mayBeEmpty(String yaml) {
        assertThat(with(file(yaml), "scan", "x")).containsExactly("scan", "x");
    }

    @Test
    void aMistypedVariableIsNoSetting() {
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> complete(Map.of("HULLMARK_GATE_FAILON", "high"), "scan", "x"))
                .withMessageContaining("HULLMARK_GATE_FAILON is no setting; did you mean 'HULLMARK_GATE_FAIL_ON'?");
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> complete(Map.of("HULLMARK_FAIL_ON", "high"), "scan", "x"))
                .withMessage("the environment variable HULLMARK_FAIL_ON is no setting; did you mean"
                        + " 'HULLMARK_GATE_FAIL_ON'?");
        assertThat(complete(Map.of("HULLMARK_VERSION", "0.1.0"), "scan", "x")).containsExactly("scan", "x");
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        Path large = Files.write(temp.resolve("large"), new byte[2 << 20]);
        Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path deep = Files.writeString(temp.resolve("deep"), "gate: " + "[".repeat(100_000));
        for (Path file : List.of(large, binary, deep, temp)) {
            assertThatExceptionOfType(HullmarkException.class).isThrownBy(() -> with(file, "scan", "x"));
        }
    }
}
