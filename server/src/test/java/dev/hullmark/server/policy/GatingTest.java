package dev.hullmark.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Progress;
import dev.hullmark.model.Subject;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.IndexJudging;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.Database;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Verdicts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real advisories of Debian 12 alone, about bash. */
class GatingTest {
    private static final String NETWORK = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private static final Package BASH = Package.of(PackageType.DEB, "bash", "5.2", "/var/lib/dpkg/status");
    private static final String HOST = "registry.example.com";
    private static final Caller EVERYONE = new Caller("somebody", Tokens.Role.VIEWER, new Caller.Token(List.of()));

    @TempDir
    private Path dir = Path.of("");

    private Optional<Database> database = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        database = Optional.of(Database.file(dir.resolve("hullmark.db")));
        know("1", "5.1");
        policy("default", "{\"criteria\":{\"most\":{\"critical\":0}}}");
        judge();
    }

    @AfterEach
    void stop() {
        database.ifPresent(Database::close);
    }

    private Context context() {
        return new Context(database.orElseThrow(), dir, Clock.systemUTC());
    }

    private Knowledge knowledge() {
        return new Knowledge(dir.resolve("advisories"));
    }

    private FactsReader facts() {
        return new FactsReader(context(), knowledge(), new FeedCoverages(context(), knowledge()));
    }

    /** All bash before this version has a hole. */
    private void know(String number, String fixed) throws IOException {
        Path folder = dir.resolve("osv" + number);
        Path zip = Files.createDirectories(folder.resolve("Debian")).resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("DEBIAN-CVE-2026-9000" + number + ".json"));
            out.write("""
                    {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2026-9000%1$s", "upstream": ["CVE-2026-9000%1$s"],
                     "published": "2026-10-01T08:00:00Z", "modified": "2026-11-01T08:00:00Z", "summary": "made up",
                     "severity": [{"type": "CVSS_V3", "score": "%2$s"}],
                     "affected": [{"package": {"ecosystem": "Debian:12", "name": "bash"},
                       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%3$s"}]}]}]}
                    """.formatted(number, NETWORK, fixed).getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        new AdvisoryStore(dir.resolve("advisories")).importFrom(folder, Progress.NONE);
    }

    private void policy(String name, String body) {
        Rules.policies(database.orElseThrow()).put(name, body, "somebody", Instant.now());
    }

    private void judge() {
        Verdicts.Outcome _ = knowledge().ask(index -> new Verdicts(database.orElseThrow())
                .judge(
                        Verdicts.Kind.DELTA,
                        lookup -> index.fingerprint(lookup.ecosystem(), lookup.name()),
                        () -> new IndexJudging(index),
                        index.digest(),
                        Instant.now()));
    }

    private static Optional<Distribution> release(String id, String version) {
        return Optional.of(new Distribution(id, version, "", "", ""));
    }

    private static String digest(char digit) {
        return "sha256:" + String.valueOf(digit).repeat(64);
    }

    private void image(String path, char digit, Optional<Distribution> distribution, Package p) {
        image(knowledge(), path, digit, distribution, p);
    }

    /** As the server reads it from a registry. */
    private void image(Knowledge by, String path, char digit, Optional<Distribution> distribution, Package p) {
        long id = new Images(database.orElseThrow())
                .register(HOST + "/" + path, "1", "", digest(digit), Optional.empty(), Instant.now())
                .id();
        Inventory inventory = new Inventory(
                new Subject("image", path, digest(digit), "registry"),
                distribution,
                Optional.empty(),
                List.of(),
                List.of(p),
                List.of(),
                Map.of(),
                Facts.EMPTY);
        Optional<Boolean> _ = by.ask(index -> Optional.of(new Inventories(database.orElseThrow())
                .put(id, Inventories.Reading.own(inventory), List.of(), new IndexJudging(index), Instant.now())));
    }

    private Gating.Decision gate(String reference) {
        return new Gating(context(), new Policies(database.orElseThrow()), facts()).decide(reference, "", EVERYONE);
    }

    @Test
    void whatNobodyHasAdvisoriesForIsDenied() {
        image("known", '1', release("debian", "12"), BASH);
        image("old", '2', release("debian", "9"), BASH);
        image("strange", '3', release("strangix", "1"), BASH);
        image("conda", '4', release("debian", "12"), Package.of(PackageType.CONDA, "numpy", "1", "/conda-meta/n.json"));
        assertThat(gate(digest('1')).reasons()).isEmpty();
        assertThat(gate(digest('2')).reasons()).singleElement().asString().contains("nothing about Debian:9");
        assertThat(gate(digest('3')).reasons())
                .singleElement()
                .asString()
                .contains("no advisories are known for strangix 1");
        assertThat(gate(digest('4')).reasons()).singleElement().asString().contains("no advisories are known for");
    }

    @Test
    void freshAdvisoriesDoNotVouchForOldFindings() throws IOException {
        image("app", '1', release("debian", "12"), BASH);
        assertThat(gate(digest('1')).reasons()).isEmpty();
        know("2", "5.3");
        assertThat(gate(digest('1')).reasons()).containsExactly("policy default: " + CriteriaJudge.UNDER_WAY);
        PromotionRule rule = PromotionRule.parse(
                "r",
                ("{\"repositories\":[\"" + HOST + "/dev/*\"],\"target\":\"" + HOST + "/prod/{repository}\"}")
                        .getBytes(StandardCharsets.UTF_8));
        Images.Image image =
                new Images(database.orElseThrow()).byDigest(digest('1')).orElseThrow();
        Promoting promoting = new Promoting(context(), facts(), List.of());
        assertThatThrownBy(() -> promoting.reasons(rule, facts().read(image))).isInstanceOf(Task.Later.class);
        judge();
        assertThat(gate(digest('1')).reasons()).singleElement().asString().contains("1 findings are critical");
    }

    @Test
    void whatAnotherNodeJudgedByOthersIsWaitedFor() {
        image("app", '1', release("debian", "12"), BASH);
        Knowledge others = new Knowledge(dir.resolve("others"));
        Package zsh = Package.of(PackageType.DEB, "zsh", "5", "/var/lib/dpkg/status");
        image(others, "other", '2', release("debian", "12"), zsh);
        assertThat(gate(digest('1')).reasons()).containsExactly("policy default: " + CriteriaJudge.UNDER_WAY);
        judge();
        assertThat(gate(digest('1')).reasons()).isEmpty();
    }

    @Test
    void noSpellingAvoidsAPolicy() {
        policy("prod", "{\"repositories\":[\"" + HOST + "/prod/*\"],\"criteria\":{\"failOn\":\"kev\"}}");
        image("prod/app", '1', release("debian", "12"), BASH);
        image("dev/app", '2', release("debian", "12"), BASH);
        assertThat(gate(HOST + "/dev/app:1").allowed()).isTrue();
        for (String name : List.of(
                HOST + "/prod/app:1",
                HOST + ":443/prod/app:1",
                "Registry.Example.COM/prod/app:1",
                HOST + ":443/prod/app@" + digest('1'),
                "REGISTRY.example.com:443/prod/app:9@" + digest('1'),
                "mirror.example.com/any@" + digest('1'),
                digest('1'),
                // Nor is it enough that the image itself was never called so.
                HOST + ":443/prod/app@" + digest('2'))) {
            Gating.Decision decision = gate(name);
            assertThat(decision.policies()).as(name).contains("prod");
            assertThat(decision.allowed()).as(name).isFalse();
        }
    }

    /** What is under way may have judged what is outdated by now. */
    @Test
    void whatIsAskedForDuringAPromotionIsDoneAfterIt() {
        image("dev/app", '1', release("debian", "12"), BASH);
        Rules rules = Rules.promotions(database.orElseThrow());
        rules.put(
                "to-prod",
                "{\"repositories\":[\"" + HOST + "/dev/*\"],\"target\":\"" + HOST + "/prod/{repository}\"}",
                "somebody",
                Instant.now());
        PromotionDesk desk = new PromotionDesk(context(), RuleAdmin.promotions(context(), List.of()));
        PolicySweep sweep = new PolicySweep(context(), new Policies(database.orElseThrow()), facts());
        List<Runnable> askers = List.of(() -> desk.ask(EVERYONE, "to-prod", HOST + "/dev/app:1"), sweep::run);
        for (Runnable asker : askers) {
            asker.run();
            sweep.everything();
            Jobs.Job underWay = claim().orElseThrow();
            asker.run();
            assertThat(claim()).isEmpty();
            jobs().done(underWay, Instant.now());
            jobs().done(claim().orElseThrow(), Instant.now());
            assertThat(claim()).isEmpty();
        }
    }

    private Jobs jobs() {
        return new Jobs(database.orElseThrow());
    }

    private Optional<Jobs.Job> claim() {
        return jobs().claim("w", Set.of(Promoting.PROMOTE), Duration.ofMinutes(1), Instant.now());
    }
}
