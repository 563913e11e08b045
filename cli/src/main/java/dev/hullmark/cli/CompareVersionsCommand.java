package dev.hullmark.cli;

import dev.hullmark.match.CompareVersions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare-versions",
        description = "Compare versions as an ecosystem orders them: reads A<TAB>B lines from standard input,"
                + " prints <, = or > for each, and ? for what it can't read.",
        footer = {
            "",
            "Examples:",
            "  printf '1.0~rc1\\t1.0\\n' | hullmark compare-versions Debian",
            "  hullmark compare-versions npm < pairs.tsv"
        })
final class CompareVersionsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ECOSYSTEM",
            description = "OSV's name (Debian, Alpine, npm, Maven, PyPI, Go, AlmaLinux …) or rpm for all RPM families.")
    private String ecosystem = "";

    @Override
    public Integer call() throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        // A PrintStream as it is: what it appends is written at once.
        CompareVersions.run(
                ecosystem,
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                out,
                System.err);
        out.flush();
        return ExitCode.DONE;
    }
}
