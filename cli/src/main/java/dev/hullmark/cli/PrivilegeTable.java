package dev.hullmark.cli;

import dev.hullmark.model.Evidence;
import dev.hullmark.posture.privilege.Fixes;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.Reason;
import dev.hullmark.posture.privilege.Verdict;
import dev.hullmark.profile.Proof;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What an image needs of root, for people: who it is, why, what each runtime makes of it, and the fixes to paste. */
final class PrivilegeTable {
    private final Lines lines = new Lines();

    private PrivilegeTable() {}

    static void write(ProvedAdvice proved, OutputStream out) throws IOException {
        PrivilegeAdvice advice = proved.advice();
        PrivilegeTable table = new PrivilegeTable();
        table.user(advice);
        table.verdicts(advice);
        table.reasons(advice);
        proved.proof().ifPresent(table::proof);
        table.fixes(new Fixes(proved.image(), advice), advice);
        table.warnings(advice);
        table.lines.writeTo(out);
    }

    private void user(PrivilegeAdvice advice) {
        String who =
                switch (advice.user().status()) {
                    case ROOT -> "root: " + advice.user().reason();
                    case USER ->
                        advice.user().uid() + ":" + advice.user().gid() + ": "
                                + advice.user().reason();
                    case UNRESOLVABLE -> "nobody: " + advice.user().reason() + "; no container starts";
                    case UNKNOWN -> "not known: " + advice.user().reason();
                };
        lines.labelled("runs as    ", who);
    }

    private void verdicts(PrivilegeAdvice advice) {
        for (Verdict v : advice.verdicts()) {
            String label = v.runtime().text();
            String answer = v.answer().text().replace('-', ' ');
            String says = v.says().startsWith(answer) ? v.says() : answer + ": " + v.says();
            lines.labelled("  " + label + " ".repeat(18 - label.length()), says);
        }
    }

    private void reasons(PrivilegeAdvice advice) {
        if (advice.reasons().isEmpty()) {
            lines.line("reasons    none found");
        }
        for (Reason reason : advice.reasons()) {
            lines.labelled("reason     ", reason.kind().text() + ": " + reason.says());
            for (Evidence e : reason.evidence()) {
                lines.labelled("             ", "in " + e.path() + (e.line() > 0 ? ":" + e.line() : ""));
            }
            lines.labelled("             ", reason.fix());
        }
    }

    private void proof(Proof proof) {
        lines.labelled("proved     ", proof.outcome().text() + ": " + proof.reason());
        if (proof.tried().size() > 1) {
            for (Proof.Tried one : proof.tried()) {
                lines.labelled(
                        "             ", one.what() + ": " + one.outcome().text() + ", " + one.reason());
            }
        }
    }

    private void fixes(Fixes fixes, PrivilegeAdvice advice) {
        if (!advice.dockerfile().isEmpty()) {
            lines.blank();
            lines.line("at the end of the Dockerfile's last stage:");
            paste(advice.dockerfile());
        }
        lines.blank();
        lines.line("docker run:");
        paste(fixes.dockerRun());
        lines.blank();
        lines.line("Compose:");
        paste(fixes.compose());
        lines.blank();
        lines.line("Kubernetes:");
        paste(fixes.kubernetes());
        lines.blank();
    }

    private void paste(List<String> text) {
        text.forEach(line -> lines.whole("  " + line));
    }

    private void warnings(PrivilegeAdvice advice) {
        String label = "look at    ";
        for (String warning : advice.warnings()) {
            lines.labelled(label, warning);
            label = "           ";
        }
    }
}
