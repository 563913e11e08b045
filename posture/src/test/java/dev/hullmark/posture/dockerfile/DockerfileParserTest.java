package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.Coverage;
import dev.hullmark.posture.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileParserTest {
    static Dockerfile parse(String... lines) {
        return parse(Map.of(), "", lines);
    }

    private static Dockerfile parse(Map<String, String> buildArgs, String target, String... lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return DockerfileParser.parse(bytes, buildArgs, target);
    }

    private static Instruction.Run run(Dockerfile file) {
        return file.target().all(Instruction.Run.class).getFirst();
    }

    @Test
    void directivesCountUntilTheFirstLineThatIsNone() {
        Dockerfile file =
                parse("# syntax = docker/dockerfile:1", "#escape=`", "# check=skip=all", "FROM a:1", "RUN b `", "c");
        assertThat(file.directives()).isEqualTo(new Directives("docker/dockerfile:1", '`', "skip=all", 3));
        assertThat(run(file).form().text()).isEqualTo("b c");
        Dockerfile late = parse("# words", "# escape=`", "FROM a:1", "RUN b \\", "c");
        assertThat(late.directives().escape()).isEqualTo('\\');
        assertThat(run(late).form().text()).isEqualTo("b c");
        assertThat(parse("# escape=x", "FROM a:1").problems()).hasSize(1);
        assertThat(parse("# escape=`", "# escape=`", "FROM a:1").problems()).hasSize(1);
    }

    @Test
    void behindAnInterpreterStandsWhatReadsTheFile() {
        Dockerfile file = parse("#!/usr/bin/env -S docker build -f", "# syntax=a/b", "# escape=`", "FROM a:1");
        assertThat(file.directives()).isEqualTo(new Directives("a/b", '\\', "", 0));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstInstruction() {
        assertThat(parse("\ufeffFROM a:1").stages()).hasSize(1);
    }

    @Test
    void continuedLinesAreJoinedAndKeepTheirNumbers() {
        Dockerfile file = parse("FROM a:1", "RUN one && \\", "# no && \\", "  two && \\   ", "", "  three", "USER 1");
        assertThat(run(file).script().commands())
                .extracting(c -> c.name() + ":" + c.line())
                .containsExactly("one:2", "two:4", "three:6");
        assertThat(file.emptyContinuations()).containsExactly(5);
        assertThat(file.target().last(Instruction.User.class).map(Instruction::line))
                .contains(7);
    }

    @Test
    void anEscapedEscapeJoinsNothing() {
        Dockerfile file = parse("FROM a:1", "RUN echo \\\\", "USER 1");
        assertThat(file.target().instructions()).hasSize(2);
    }

    @Test
    void hereDocumentsAreTakenInTheirOrder() {
        Dockerfile file = parse(
                "FROM a:1",
                "COPY <<one.txt <<-'two' /dst/",
                "a $x",
                "one.txt",
                "\tb",
                "\ttwo",
                "RUN 3<<E cat",
                "c",
                "E");
        Instruction.Copy copy = file.target().all(Instruction.Copy.class).getFirst();
        assertThat(copy.sources()).isEmpty();
        assertThat(copy.heredocs())
                .containsExactly(new Heredoc("one.txt", true, "a $x\n", 3), new Heredoc("two", false, "b\n", 5));
        assertThat(run(file).heredocs()).containsExactly(new Heredoc("E", true, "c\n", 8));
        assertThat(file.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cat <<< word",
                "RUN echo $((1 << 2))",
                "RUN echo \"<<EOF\"",
                "RUN cat<<EOF",
                "ENV a=<<EOF",
                "CMD cat <<EOF",
                "LABEL a=<<b"
            })
    void whatIsNoHereDocument(String line) {
        Dockerfile file = parse("FROM a:1", line, "USER 1");
        assertThat(file.problems()).isEmpty();
        assertThat(file.target().instructions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"a\", \"b c\"]|true",
                "[ \"a\" ]|true",
                "[]|true",
                "[\"\\u0041\\n\\\"\"]|true",
                "['a']|false",
                "[\"a\",]|false",
                "[\"a\"] b|false",
                "[\"a\"|false",
                "[\"\\x\"]|false",
                "[1]|false",
                "a [\"b\"]|false",
            })
    void aListIsJsonOrNone(String text, boolean json) {
        assertThat(Form.of(text).json()).isEqualTo(json);
    }

    @Test
    void argBeforeFromIsForFromUntilAStageAsksForIt() {
        Dockerfile file = parse(
                "ARG V=1",
                "FROM a:$V AS x",
                "ENV W=$V",
                "ARG V",
                "ENV X=$V",
                "FROM x AS y",
                "ENV Y=$X",
                "FROM b:2",
                "ENV Z=$X");
        assertThat(file.stages().getFirst().from().image().text()).isEqualTo("a:1");
        assertThat(values(file, 0)).containsExactly("", "1");
        assertThat(values(file, 1)).containsExactly("1");
        assertThat(values(file, 2)).containsExactly("");
    }

    private static List<String> values(Dockerfile file, int stage) {
        return file.stages().get(stage).all(Instruction.Env.class).stream()
                .flatMap(env -> env.assignments().stream())
                .map(a -> a.value().orElseThrow().text())
                .toList();
    }

    @Test
    void everyValueOfOneEnvSeesWhatWasBeforeIt() {
        Dockerfile file = parse("FROM a:1", "ENV abc=hello", "ENV abc=bye def=$abc", "ENV ghi=$abc");
        assertThat(values(file, 0)).containsExactly("hello", "bye", "hello", "bye");
    }

    @Test
    void aBuildArgumentWinsOverADefault() {
        Dockerfile file = parse(Map.of("V", "9", "U", "root"), "", "ARG V=1", "FROM a:$V", "ARG U=10", "USER $U");
        assertThat(file.target().from().image().text()).isEqualTo("a:9");
        assertThat(file.target()
                        .last(Instruction.User.class)
                        .orElseThrow()
                        .user()
                        .text())
                .isEqualTo("root");
    }

    @Test
    void thePlatformChoosesAmongStages() {
        String[] lines = {"FROM a:1 AS base-arm64", "FROM b:1 AS base-amd64", "FROM base-${TARGETARCH}"};
        assertThat(parse(lines).target().parent()).isPresent();
        assertThat(parse(Map.of("TARGETARCH", "amd64"), "", lines)
                        .target()
                        .parent()
                        .map(Stage::index))
                .contains(1);
        assertThat(parse("FROM a:1 AS base", "FROM $TARGETARCH").target().parent())
                .isEmpty();
    }

    @Test
    void aLabelMayHaveItsOldForm() {
        Dockerfile file = parse("FROM a:1", "LABEL maintainer \"Ada Lovelace\"");
        assertThat(file.problems()).isEmpty();
        assertThat(file.target().all(Instruction.Label.class).getFirst().assignments())
                .extracting(a -> a.name() + "=" + a.value().orElseThrow().text())
                .containsExactly("maintainer=Ada Lovelace");
    }

    @Test
    void theTargetIsANameOrANumber() {
        String[] lines = {"FROM a:1 AS One", "FROM b:1", "FROM one"};
        assertThat(parse(Map.of(), "", lines).target().index()).isEqualTo(2);
        assertThat(parse(Map.of(), "ONE", lines).target().index()).isZero();
        assertThat(parse(Map.of(), "1", lines).target().index()).isEqualTo(1);
        assertThat(parse(lines).target().parent()).isPresent();
        assertThatExceptionOfType(DockerfileException.class)
                .isThrownBy(() -> parse(Map.of(), "nobody", lines))
                .withMessageContaining("no stage 'nobody'");
    }

    /** A stage is built on the one that had the name before it, not on itself. */
    @Test
    void aStageMayTakeTheNameOfItsBase() {
        Dockerfile file = parse("FROM a:1 AS a", "FROM a AS a", "USER 1");
        assertThat(file.target().line()).hasSize(2);
        assertThat(parse("FROM alpine AS alpine").target().parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUNN x|unknown instruction 'RUNN'",
                "COPY x|COPY needs a source and a destination",
                "ENV x|ENV gives 'x' no value",
                "LABEL x|LABEL gives 'x' no value",
                "LABEL a=b x|LABEL takes name=value",
                "FROM a AS 1build|a stage can't be called '1build'",
                "HEALTHCHECK x|HEALTHCHECK takes NONE or CMD",
                "ONBUILD ONBUILD RUN x|ONBUILD may not be followed by ONBUILD",
                "SHELL x|SHELL must be a JSON list",
                "FROM a b|FROM takes an image",
                "USER|USER says nothing",
                "RUN cat <<EOF|never ended by 'EOF'",
            })
    void whatNoBuilderTakesIsNamedWithItsLine(String line, String says) {
        Dockerfile file = parse("FROM a:1", "USER 1", line);
        assertThat(file.problems()).hasSize(1);
        assertThat(file.problems().getFirst().line()).isEqualTo(3);
        assertThat(file.problems().getFirst().says()).contains(says);
        assertThat(file.whole()).isTrue();
        assertThat(DockerfileRules.gap(file, "Dockerfile"))
                .hasValueSatisfying(gap -> assertThat(gap.status()).isEqualTo(Coverage.Status.PARTIAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "hello world",
                "{\"a\": 1}",
                "# only a comment",
                "FRO\0M x",
                "RUN x",
                "ARG a=1",
                "\u007fELF"
            })
    void whatIsNoDockerfileIsRefused(String text) {
        assertThatExceptionOfType(DockerfileException.class)
                .isThrownBy(() -> DockerfileParser.parse(text.getBytes(StandardCharsets.UTF_8), Map.of(), ""))
                .withMessageStartingWith("it is ");
    }

    @Test
    void ofALargeFileTheBeginningIsJudged() {
        byte[] bytes = new byte[10 << 20];
        Arrays.fill(bytes, (byte) 'x');
        byte[] start = "FROM a:1\nRUN curl https://x.example.com | sh\nRUN ".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, bytes, 0, start.length);
        for (int i = start.length; i < bytes.length; i += 1000) {
            bytes[i] = '\n';
        }
        Dockerfile file = DockerfileParser.parse(bytes, Map.of(), "");
        assertThat(file.whole()).isFalse();
        assertThat(file.problems().getFirst().says()).contains("larger than 4 MiB");
        List<Outcome> outcomes = DockerfileRules.judge(file, "Dockerfile", Optional.empty());
        assertThat(status(outcomes, "runs-as-root")).isEqualTo(Coverage.Status.NONE);
        assertThat(status(outcomes, "download-to-shell")).isEqualTo(Coverage.Status.PARTIAL);
        assertThat(outcomes)
                .filteredOn(o -> o.rule().id().equals("download-to-shell"))
                .allMatch(o -> o.findings().size() == 1);
    }

    private static Coverage.Status status(List<Outcome> outcomes, String rule) {
        return outcomes.stream()
                .filter(o -> o.rule().id().equals(rule))
                .findFirst()
                .orElseThrow()
                .status();
    }

    /** Ten megabytes each of what might take the square of its size. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN a && \\\n",
                "RUN $(",
                "RUN a;",
                "RUN case a in ",
                "RUN find -exec a ",
                "RUN bash <<A\nA\n",
                "FROM a AS b\n",
                "ENV a=$a$a\n",
                "ENV $a=",
                "RUN <<A ",
                "RUN <<A\n",
                "COPY --from=b x y\n",
                "COPY a ",
                "RUN apt-get install a b c\n",
                "${a:-",
                "#\n",
                "\\\n",
                "\"",
                "EXPOSE 80 ",
                "ONBUILD ",
                "# hullmark:ignore=a\n",
            })
    void hostileFilesTakeBoundedTime(String part) {
        String text = "FROM a:1 AS b\nUSER 1\n" + part.repeat((10 << 20) / part.length());
        long start = System.nanoTime();
        Dockerfile file = DockerfileParser.parse(text.getBytes(StandardCharsets.UTF_8), Map.of(), "");
        DockerfileRules.judge(file, "Dockerfile", Optional.of(false));
        assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
        assertThat(file.whole()).isFalse();
    }
}
