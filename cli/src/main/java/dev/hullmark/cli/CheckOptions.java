package dev.hullmark.cli;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportFormats;
import dev.hullmark.report.Waivers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every check has: a format, waivers, a gate. */
final class CheckOptions {
    /** What a check finds is what its gate counts, unless the user says otherwise. */
    static final Set<Kind> KINDS = Set.of(Kind.PRIVILEGE, Kind.HARDENING, Kind.SECRET, Kind.POLICY, Kind.TLS);

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default), json, sarif, junit, markdown, gitlab or html.")
    private String format = "table";

    @Option(names = "--waivers", paramLabel = "FILE", description = "Accepted risks; see docs/waivers.md.")
    private Optional<Path> waivers = Optional.empty();

    @Option(names = "--all", description = "Show every finding in the table, however many.")
    private boolean all;

    String format() {
        return format;
    }

    Checked.Asked asked() {
        return asked(Map.of());
    }

    /** @param own formats that only this check has, or has in its own form, by name */
    Checked.Asked asked(Map<String, ReportFormat> own) {
        ReportFormat chosen = own.get(format);
        return new Checked.Asked(
                chosen == null ? ReportFormats.named(format) : chosen,
                format.equals("table"),
                all,
                gate.policy(KINDS),
                waivers.map(Waivers::read));
    }
}
