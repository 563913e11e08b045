package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellReaderTest {
    private static List<Script.Pipeline> read(String text) {
        List<Script.Pipeline> found = new ArrayList<>();
        new ShellReader(text, at -> 1, List.of(), new Script.Budget(), 0, found).read();
        return found;
    }

    /** Words between blanks in angle brackets; commands of a pipe with bars, pipelines with semicolons. */
    private static String told(String text) {
        List<String> pipelines = new ArrayList<>();
        for (Script.Pipeline pipeline : read(text)) {
            pipelines.add(String.join(
                    " | ",
                    pipeline.commands().stream()
                            .map(c -> String.join("_", c.assigned())
                                    + (c.assigned().isEmpty() ? "" : " ")
                                    + "<" + String.join("> <", c.words()) + ">")
                            .toList()));
        }
        return String.join(" ; ", pipelines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '@',
            value = {
                "a b  c~<a> <b> <c>",
                "a && b || c; d & e~<a> ; <b> ; <c> ; <d> ; <e>",
                "a | b |& c~<a> | <b> | <c>",
                "'a b' \"c d\" e\\ f~<a b> <c d> <e f>",
                "a '' b~<a> <> <b>",
                "a\"b\"'c'~<abc>",
                "echo \"a \\\"b\\\" \\x\"~<echo> <a \"b\" \\x>",
                "echo $x ${y:-a b} $(( 1 + 2 ))~<echo> <$x> <${y:-a b}> <$(( 1 + 2 ))>",
                "echo $(curl x | sh) b~<echo> <$(curl x | sh)> <b> ; <curl> <x> | <sh>",
                "echo `id -u`~<echo> <`id -u`> ; <id> <-u>",
                "bash <(curl x)~<bash> <<(curl x)> ; <curl> <x>",
                "a > /dev/null 2>&1 < in >> out b~<a> <b>",
                "a &> x && b~<a> ; <b>",
                "cat <<EOF > /x~<cat>",
                "X=1 Y='2 3' a b~X=1_Y=2 3 <a> <b>",
                "X=1~X=1 <>",
                "if a; then b; else c; fi~<a> ; <b> ; <c>",
                "for i in a b; do c $i; done~<for> <i> <in> <a> <b> ; <c> <$i>",
                "! a~<a>",
                "{ a; b; } | c~<a> ; <b> ; <b> | <c>",
                "if a; then b; fi | c~<a> ; <b> ; <b> | <c>",
                "case $x in a|b) c ;; (d | 'e)') f; esac; g | h~<case> <$x> <in> ; <c> ; <f> ; <g> | <h>",
                "case $(case x in (a) b;; esac) in c) d;; esac | e~<case> <$(case x in (a) b;; esac)> <in> ; <case> <x> <in> ; <b> ; <d> ; <d> | <e>",
                "find / -exec a {} + -exec sh -c 'b' ;~<find> </> <-exec> <a> <{}> <+> <-exec> <sh> <-c> <b> ; <a> <{}> ; <sh> <-c> <b> ; <b>",
                "timeout -k 5 60 a | gosu bob b~<a> | <b>",
                "sudo -n a~<a>",
                "(a; b) | c~<a> ; <b> ; <b> | <c>",
                "sudo -E -u bob a -x~<a> <-x>",
                "env A=1 exec b~A=1 <b>",
                "x | xargs -n 1 rm -f~<x> | <rm> <-f>",
                "sh -c 'a && b'~<sh> <-c> <a && b> ; <a> ; <b>",
                "bash -euxc \"a | b\"~<bash> <-euxc> <a | b> ; <a> | <b>",
                "a # b && c~<a>",
                "a#b~<a#b>",
                "'open~<open>",
                "\"open~<open>",
                "$(open~<$(open> ; <open>",
                "`open~<`open> ; <open>",
                ";;&&||~@@",
            })
    void splitsAsAShellDoes(String text, String words) {
        assertThat(told(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(",
                "`",
                "(",
                "<(",
                "\"$(",
                "sh -c '",
                "$((",
                "${",
                "((",
                "&&",
                "|",
                "'\"",
                "<<",
                "cat <<A\n",
                "case a in ",
                "find -exec ",
                "eval \"$("
            })
    void whatIsNeverClosedTakesNoTime(String open) {
        long start = System.nanoTime();
        read(open.repeat(200_000));
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void commandsAreCountedNoFurtherThanTheirBound() {
        List<Script.Pipeline> found = new ArrayList<>();
        Script.Budget budget = new Script.Budget();
        new ShellReader("a;".repeat(Limits.COMMANDS + 10), at -> 1, List.of(), budget, 0, found).read();
        assertThat(found).hasSize(Limits.COMMANDS);
        assertThat(budget.spent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN <<EOF",
                "RUN set -e; bash <<EOF",
                "RUN a && bash -ex <<EOF",
                "RUN sh <<EOF && echo done",
                "RUN cat <<EOF | sudo sh -s a",
                "RUN <<E1 cat > /a && sh <<EOF\nx\nE1",
                "RUN <<E1 bash\ncat <<-X > /y\nb\n\tX\none\nE1\nRUN <<EOF",
            })
    void aHereDocumentIsReadByWhomItIsFor(String run) {
        Dockerfile file = DockerfileParserTest.parse("FROM a:1", run, "#!/bin/bash -e", "one", "EOF");
        assertThat(file.target().all(Instruction.Run.class).getFirst().script().commands())
                .extracting(Command::name)
                .contains("one")
                .doesNotContain("x", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN cat <<EOF > /x", "RUN bash x.sh <<EOF", "RUN sh -c 'a' <<EOF", "RUN sh <<< EOF"})
    void aHereDocumentForOthersIsNoScript(String run) {
        Dockerfile file = DockerfileParserTest.parse("FROM a:1", run, "one", "EOF");
        assertThat(file.target().all(Instruction.Run.class).getFirst().script().commands())
                .extracting(Command::name)
                .doesNotContain("one");
    }

    @Test
    void everyLineOfAHereDocumentIsALine() {
        Dockerfile file =
                DockerfileParserTest.parse("FROM a:1", "RUN <<EOF", "one \\", "  more", "", "two $(", "three)", "EOF");
        Instruction.Run run = file.target().all(Instruction.Run.class).getFirst();
        assertThat(run.script().commands())
                .extracting(c -> c.name() + ":" + c.line())
                .containsExactly("one:3", "two:6", "three:7");
    }
}
