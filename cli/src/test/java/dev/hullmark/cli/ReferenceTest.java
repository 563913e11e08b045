package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents made from the declarations, and the scripts for shells. */
class ReferenceTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void theReferenceInDocsIsCurrent() {
        assertThat(Path.of("../docs/reference.md"))
                .as("run: ./hullmark reference markdown > docs/reference.md")
                .content(StandardCharsets.UTF_8)
                .isEqualTo(MarkdownPage.of(Reference.of(Commands.lineFor())));
    }

    @Test
    void theManualPageIsCleanTroff() throws Exception {
        Path page = Files.writeString(temp.resolve("hullmark.1"), ManPage.of(Reference.of(Commands.lineFor()), "1"));
        assertThat(page).content().contains(".TH HULLMARK 1", "hullmark db update", "\\-\\-fail\\-on CONDITION");
        assumeThat(Path.of("/usr/bin/groff")).exists();
        String[] said = run("groff", "-man", "-Tutf8", "-ww", "-z", page.toString());
        assertThat(said).containsExactly("0", "");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        assertThat(complete("bash", "hullmark sc")).contains("scan");
        assertThat(complete("bash", "hullmark scan --fail")).contains("--fail-on");
        assertThat(complete("bash", "hullmark db ")).contains("update", "import", "status");
    }

    @Test
    void zshTakesTheCompletionFile() throws Exception {
        assumeThat(Path.of("/usr/bin/zsh")).exists();
        Path functions = Files.createDirectories(temp.resolve("functions"));
        Files.writeString(functions.resolve("_hullmark"), CompletionCommand.script(CompletionCommand.Shell.ZSH));
        // A shell on a terminal of its own types a beginning and asks.
        String script = "fpath=(" + functions + " $fpath); autoload -Uz compinit && compinit -u -D; zmodload zsh/zpty\n"
                + "zpty z zsh -f -i\n"
                + "zpty -w z 'PS1=; fpath=(" + functions + " $fpath); autoload -Uz compinit && compinit -u -D'\n"
                + "zpty -w z 'LISTMAX=1000; bindkey \"^I\" complete-word; print READY'\n"
                + "zpty -r -m z l '*READY*READY*'\n"
                + "zpty -n -w z $'hullmark scan --fail\\t'; sleep 2; zpty -n -w z $'\\C-u print OV''ER\\n'\n"
                + "zpty -r -m z out '*OVER*'; print -r -- \"$out\"; zpty -d z\n";
        assertThat(run("zsh", "-f", "-c", script)[1]).contains("-on").doesNotContain("not found");
    }

    private String complete(String shell, String line) throws Exception {
        Path script =
                Files.writeString(temp.resolve("complete"), CompletionCommand.script(CompletionCommand.Shell.BASH));
        String asked =
                "source " + script + "; COMP_LINE='" + line + "'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE);"
                        + " case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac; COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                        + " _complete_hullmark; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return run(shell, "-c", asked)[1];
    }

    /** Exit code and all output. */
    private static String[] run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new String[] {Integer.toString(process.exitValue()), said};
    }
}
