package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.compliance.Profile;
import dev.hullmark.posture.host.HostAudit;
import dev.hullmark.posture.host.HostFindings;
import dev.hullmark.posture.host.Selection;
import dev.hullmark.report.ReportFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "host",
        description = "Check this host and its Docker or Podman engine by the CIS Docker Benchmark 1.6.0, and list what"
                + " going rootless needs. Reads only. See docs/host.md.",
        footer = {
            "",
            "Examples:",
            "  sudo hullmark check host                      all 117 checks",
            "  hullmark check host --only containers,2.14 --remediation",
            "  hullmark check host --only rootless --user alice",
            "  hullmark check host -f docker-bench -o bench.json   docker-bench-security's layout",
            "  hullmark check host --profile nine-steps -f html -o nine.html",
            "  hullmark check host --fail-on high            gate a machine"
        })
final class CheckHostCommand implements Callable<Integer> {
    static final Section SECTION =
            new Section("host", "What checks of the host take for granted", List.of(Property.of("trusted-users")));

    @Option(
            names = "--only",
            paramLabel = "CHECK",
            split = ",",
            description = "Run only these: an id (5.4), a section (5), a rule, or host, daemon, files, images,"
                    + " containers, operations, swarm, rootless.")
    private List<String> only = List.of();

    @Option(names = "--except", paramLabel = "CHECK", split = ",", description = "Run all but these, named the same.")
    private List<String> except = List.of();

    @Option(
            names = "--trusted-users",
            paramLabel = "USER",
            split = ",",
            description = "Who may be in the group docker; without it 1.1.2 only lists who is.")
    private List<String> trustedUsers = List.of();

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "",
            description = "Who would run an engine without root; default: who runs this.")
    private String user = "";

    @Option(names = "--remediation", description = "Say in the table what to do about each warning.")
    private boolean remediation;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Show how the host stands to cis-docker, nine-steps, docker-security or hardening-basics, as a"
                            + " table or as html.")
    private Optional<String> profile = Optional.empty();

    @Mixin
    private final CheckOptions check = new CheckOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        HostView view = new HostView(remediation);
        Map<String, ReportFormat> formats =
                new HashMap<>(Map.of("table", view::table, "docker-bench", view::dockerBench));
        Selection selection = Selection.of(only, except);
        profile.map(Profile::named)
                .map(named -> new ProfileView(named, selection.leftOut()))
                .ifPresent(shown -> {
                    formats.put("table", shown::table);
                    formats.put("html", shown::html);
                });
        Checked.Asked asked = check.asked(formats);
        try (Context context = Context.of(output.quiet())) {
            context.progress().report("looking at the host and its engine", 0, 0);
            HostAudit audit = HostAudit.of(
                    Path.of("/"),
                    System.getenv(),
                    () -> EngineClient.connect(EngineEnvironment.ofProcess()),
                    new HostAudit.Wanted(selection, Set.copyOf(trustedUsers), user));
            view.show(audit);
            Checked checked = new Checked(new Subject("host", audit.host(), "", audit.engine()));
            HostFindings.of(audit).forEach(checked::add);
            HostFindings.coverage(audit).forEach(checked::add);
            return checked.finish(asked, output, context);
        }
    }
}
