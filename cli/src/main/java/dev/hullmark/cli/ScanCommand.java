package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.match.Ecosystems;
import dev.hullmark.match.EndOfLife;
import dev.hullmark.match.Matcher;
import dev.hullmark.match.Verdict;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.report.FeedAge;
import dev.hullmark.report.Gate;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.GateResult;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportFormats;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.report.Since;
import dev.hullmark.report.Waivers;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "scan",
        description =
                "Find what is inside: vulnerabilities, malicious packages, secrets, risky permissions and licences;"
                        + " and what it may do: an image that runs as root, and how it could be harder.",
        footer = {
            "",
            "Examples:",
            "  hullmark scan alpine:3.20                     an image by name",
            "  hullmark scan ./image.tar                     docker save, OCI archive",
            "  hullmark scan dir:/                           this machine",
            "  hullmark scan IMAGE --fail-on high            gate a pipeline",
            "  hullmark scan IMAGE --kinds privilege -f json does it run as root?",
            "  hullmark scan IMAGE -f sarif -o out.sarif     for code scanning",
            "  hullmark scan IMAGE -f html -o report.html    for a browser",
            "  hullmark scan IMAGE --fail-on high --baseline main.json   only what is new",
            "  hullmark scan sbom:app.cdx.json --offline     without image and network",
            "  hullmark scan IMAGE --server https://hullmark.example.com --server-token-file token"
        })
final class ScanCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "scan",
            "What only scans have",
            List.of(
                    Property.of("format"),
                    Property.path("waivers"),
                    Property.path("vex"),
                    Property.of("vex-attached"),
                    Property.path("vex-key"),
                    Property.of("secrets"),
                    Property.of("all")));

    /** Nobody looked, so that there is none means nothing. */
    private static final Verdict NOT_ASKED = new Verdict(
            List.of(),
            List.of(new Coverage(
                    Gate.VULNERABILITIES, Coverage.Status.NOT_APPLICABLE, "not looked for: --kinds asks for others")));

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Mixin
    private final LicenceOptions licences = new LicenceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default), json, sarif, cyclonedx, spdx, openvex, cyclonedx-vex, junit, markdown,"
                    + " gitlab, html or trivy.")
    private String format = "table";

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description =
                    "Accepted risks, a YAML file; .trivyignore and .grype.yaml are understood too. See docs/waivers.md.")
    private Optional<Path> waivers = Optional.empty();

    @Option(
            names = "--secrets",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Search files for secrets (the default), or with --no-secrets not.")
    private boolean secrets = true;

    @Mixin
    private final VexOptions vex = new VexOptions();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An SBOM or a JSON report of before: only what is new fails. See docs/gates.md.")
    private Optional<Path> baseline = Optional.empty();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final ServerFlags server = new ServerFlags();

    @Option(
            names = "--server-name",
            paramLabel = "REPOSITORY:TAG",
            description = "What the server is to call it; default: as the target is called.")
    private String serverName = "";

    @Option(names = "--all", description = "Show every finding in the table, however many.")
    private boolean all;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description =
                    "The image it was built on, a name or file; else one seen before is recognised by its layers.")
    private String base = "";

    @Override
    public Integer call() {
        // What the user got wrong is told before the long work.
        ReportFormat chosen = ReportFormats.named(format);
        LicencePolicy licencePolicy = licences.policy();
        GatePolicy policy = gate.policy(!licencePolicy.isEmpty());
        Set<Kind> only = gate.only();
        Optional<Waivers> waived = waivers.map(Waivers::read);
        Optional<Baseline> before = Baseline.read(baseline, policy);
        Optional<SignatureCheck> signer = signature.check();
        VexOptions.Asked asked = vex.read(signer);
        Optional<ServerClient> told = server.client();
        try (Context context = Context.of(output.quiet())) {
            Optional<Verification> verified =
                    signer.map(check -> SignatureOptions.verify(check, subject, knowledge.offline(), context));
            if (verified.isPresent() && !verified.get().good()) {
                context.say(verified.get().sentence() + " It was not scanned.");
                return ExitCode.VIOLATED;
            }
            verified.filter(signed -> !output.quiet()).ifPresent(signed -> context.say(signed.sentence()));
            Optional<AttachedVex> attached = asked.attached(subject, knowledge.offline(), context);
            Inventory inventory = new Inventories(context).of(subject, knowledge.offline(), secrets);
            verified.ifPresent(signed -> SignatureOptions.mustBe(signed.name(), signed.image(), inventory));
            attached.ifPresent(found -> SignatureOptions.mustBe(found.name(), found.image(), inventory));
            Set<String> needed = new TreeSet<>(ofPackages(only) ? Ecosystems.shards(inventory) : Set.of());
            before.ifPresent(b -> needed.addAll(b.feeds()));
            Knowledge known = Knowledge.of(needed, knowledge, context);
            Instant now = Instant.now();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            try (AdvisoryIndex index = known.index()) {
                Report found = report(inventory, known, licencePolicy, today, only);
                Report judged = asked.apply(found, attached, inventory);
                Report report = waived.map(w -> w.apply(judged, today))
                        .orElse(judged)
                        .withBase(new Bases(context).of(inventory, subject, base, knowledge.offline()));
                Optional<Since> since =
                        before.map(b -> b.beside(report, i -> report(i, known, licencePolicy, today, only)));
                GateResult result = Gate.judge(report, needed, ages(index), policy, now, since);
                Outcome outcome = new Outcome(report, inventory, policy.failOn().map(failOn -> result), now, since);
                context.line().close();
                ReportOptions options =
                        new ReportOptions(context.terminal().width(), output.colour(context.terminal()), all);
                output.write(out -> chosen.write(outcome, options, out));
                if (!format.equals("table")) {
                    tell(context, report, result);
                }
                // What was judged in part is nothing to compare the next verdict with.
                if (only.isEmpty()) {
                    store.keep(inventory, judged, context);
                }
                told.ifPresent(client -> tell(client, inventory, context));
                return result.exitCode();
            }
        }
    }

    private void tell(ServerClient client, Inventory inventory, Context context) {
        try (client) {
            JsonNode answer = Uploading.send(client, inventory, serverName, Map.of());
            if (!output.quiet()) {
                context.say("the server keeps it as " + answer.path("digest").asString("")
                        + (answer.path("kept").asBoolean(true) ? "." : ", as it read it itself."));
            }
        }
    }

    /** An inventory judged, as of today, whatever its licences. */
    static Report report(Inventory inventory, Knowledge known) {
        return report(inventory, known, LicencePolicy.NONE, LocalDate.now(ZoneOffset.UTC), Set.of());
    }

    /** Whether findings of packages are looked for. */
    private static boolean ofPackages(Set<Kind> only) {
        return only.isEmpty() || only.contains(Kind.VULNERABILITY) || only.contains(Kind.MALWARE);
    }

    private static Report report(
            Inventory inventory, Knowledge known, LicencePolicy licences, LocalDate today, Set<Kind> only) {
        Posture.Checked checked = Posture.check(inventory, licences);
        Verdict matched = ofPackages(only) ? Matcher.match(inventory, known.index()) : NOT_ASKED;
        Verdict verdict = matched.and(EndOfLife.judge(inventory, today));
        List<Coverage> coverage = new ArrayList<>(verdict.coverage());
        coverage.addAll(known.coverage());
        coverage.addAll(inventory.coverage());
        coverage.addAll(checked.coverage());
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.addAll(checked.findings());
        findings.removeIf(f -> !only.isEmpty() && !only.contains(f.kind()));
        findings.sort(ReportOrder.MOST_URGENT_FIRST);
        Report.Scanner scanner =
                new Report.Scanner(Version.TEXT, known.index().digest(), updated(known.index(), inventory));
        return new Report(
                inventory.subject(), scanner, coverage, inventory.packages().size(), findings);
    }

    /** The age of the oldest feed that was needed: the verdict is no newer than that. */
    private static String updated(AdvisoryIndex index, Inventory inventory) {
        Set<String> needed = Ecosystems.shards(inventory);
        return index.feeds().stream()
                .filter(feed -> needed.contains(feed.name()) && feed.whole())
                .map(Feed::confirmed)
                .min(Instant::compareTo)
                .map(Instant::toString)
                .orElse("");
    }

    /** The feeds, as the gate looks at them. */
    static List<FeedAge> ages(AdvisoryIndex index) {
        return index.feeds().stream()
                .filter(feed -> feed.origin() != Feed.Origin.RECORDS)
                .map(feed -> new FeedAge(feed.name(), feed.origin() == Feed.Origin.STARTER, feed.confirmed()))
                .toList();
    }

    /** The table says these itself. */
    private void tell(Context context, Report report, GateResult result) {
        Gaps.tell(context, report.coverage(), output.quiet());
        result.violations().forEach(context::say);
        result.gaps().forEach(context::say);
    }
}
