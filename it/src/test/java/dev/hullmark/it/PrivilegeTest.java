package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small images built on the real engine: who they run as, why, the fix, and that it is one. */
class PrivilegeTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMAGE = "hullmark-test-privilege";
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String SYSTEM = """
            FROM scratch
            COPY busybox /bin/busybox
            COPY busybox /bin/sh
            COPY busybox /bin/chown
            COPY busybox /bin/mkdir
            COPY busybox /bin/chmod
            COPY passwd /etc/passwd
            """;

    @TempDir
    private Path temporary = Path.of("");

    private final List<String> made = new ArrayList<>();
    private Product product = Product.in(Path.of(""));
    private Path context = Path.of("");

    @BeforeEach
    void anEngineAndAContext() throws Exception {
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
        assumeTrue(Files.isExecutable(BUSYBOX), "there is no /bin/busybox (package busybox-static)");
        assumeTrue(engine(), "there is no Docker engine");
        context = Files.createDirectories(temporary.resolve("context"));
        Files.copy(BUSYBOX, context.resolve("busybox"));
        Files.writeString(
                context.resolve("passwd"),
                "root:x:0:0:root:/:/bin/sh\ntoor:x:0:0::/:\napp:x:1234:1235::/:\nwww-data:x:33:33::/:\n");
        Files.writeString(context.resolve("nginx.conf"), "# a sample\nuser  www-data;\nworker_processes 2;\n");
        Files.writeString(context.resolve("entry.sh"), "#!/bin/sh\nset -e\nexec gosu app \"$@\"\n");
    }

    @AfterEach
    void removeImages() throws Exception {
        for (String image : made) {
            docker("rmi", "-f", image);
        }
    }

    private boolean engine() {
        try {
            return docker("version").code() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private Run docker(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command).directory(temporary.toFile()).start();
        Run run = Product.finish(process, "");
        process.waitFor(1, TimeUnit.SECONDS);
        return run;
    }

    private String build(String tag, String dockerfile) throws Exception {
        String image = IMAGE + ":" + tag;
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Run run = docker("build", "-q", "-t", image, context.toString());
        assertThat(run.code()).as(run.err()).isZero();
        made.add(image);
        return image;
    }

    private JsonNode privilege(String image) throws Exception {
        Run run = product.run("advise", "docker:" + image, "--kinds", "privilege", "--format", "json", "--offline");
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out()).path("privilege");
    }

    private List<String> found(String image) throws Exception {
        Run run = product.run("scan", "docker:" + image, "--kinds", "privilege", "--format", "json", "--offline");
        assertThat(run.code()).as(run.err()).isZero();
        return texts(JSON.readTree(run.out()).path("findings"), "id");
    }

    private static List<String> texts(JsonNode array, String member) {
        return array.valueStream()
                .map(node -> (member.isEmpty() ? node : node.path(member)).asString())
                .toList();
    }

    /** Lines are separated by {@code ;}. The answers are docker's, podman's, containerd's and Kubernetes'. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none    | CMD /bin/sh               | runs-as-root        | can-run-without-root x4 | ''           | 1234",
                "zero    | USER 0                    | runs-as-root        | can-run-without-root x4 | ''           | 1234",
                "toor    | USER toor                 | runs-as-root        | can-run-without-root x4 | ''           | 1234",
                "number  | USER 10001                | ''                  | runs-without-root x4    | ''           | 10001:0",
                "name    | USER app                  | ''                  | runs-without-root x4    | ''           | 1234",
                "linked  | COPY passwd /data/passwd;RUN [\"/bin/busybox\", \"ln\", \"-sf\", \"/data/passwd\", \"/etc/passwd\"];USER app"
                        + "                          | ''                  | runs-without-root x4    | ''           | 1234",
                "lost    | USER ghost                | user-not-resolvable | does-not-start x4       | ''           | 1234",
                "workers | COPY nginx.conf /etc/nginx/nginx.conf;COPY busybox /usr/sbin/nginx;CMD [\"nginx\"]"
                        + "                          | runs-as-root        | needs-a-change x4       | several-users | 33",
                "drops   | COPY entry.sh /entry.sh;ENTRYPOINT [\"/bin/sh\", \"/entry.sh\"]"
                        + "                          | runs-as-root        | needs-a-change x4       | several-users | 1234",
                "port80  | EXPOSE 80;CMD [\"/bin/busybox\", \"httpd\", \"-f\", \"-p\", \"80\"]"
                        + "                          | runs-as-root        | can-run-without-root x1 needs-a-change x3 | low-port | 1234",
                "port8080 | EXPOSE 8080              | runs-as-root        | can-run-without-root x4 | ''           | 1234",
                "setuid  | COPY busybox /opt/helper;RUN [\"/bin/busybox\", \"chmod\", \"4755\", \"/opt/helper\"]"
                        + "                          | runs-as-root        | needs-a-change x4       | several-users | 1234",
            })
    void eachImageIsToldWhoItIsWhyAndHowElse(
            String tag, String lines, String findings, String answers, String reasons, String user) throws Exception {
        String image = build(tag, SYSTEM + lines.replace(';', '\n') + "\n");
        assertThat(found(image)).isEqualTo(findings.isEmpty() ? List.of() : List.of(findings));
        JsonNode advice = privilege(image);
        assertThat(texts(advice.path("verdicts"), "answer")).isEqualTo(expand(answers));
        assertThat(texts(advice.path("reasons"), "kind"))
                .isEqualTo(reasons.isEmpty() ? List.of() : List.of(reasons.split(" ")));
        assertThat(advice.path("settings").path("user").asString()).isEqualTo(user);

        String patch = String.join("\n", texts(advice.path("fixes").path("dockerfile"), ""));
        String mended = build(tag + "-mended", "FROM " + image + "\n" + patch + "\n");
        assertThat(found(mended)).as(patch).isEmpty();
        if (!patch.isEmpty()) {
            assertThat(docker("run", "--rm", "--entrypoint", "/bin/busybox", mended, "id", "-u")
                            .out()
                            .strip())
                    .isEqualTo(user.split(":", 2)[0]);
        }
        // A stored inventory says the same.
        Path bom = temporary.resolve(tag + ".json");
        product.run("sbom", "docker:" + image, "--offline", "--format", "json", "-o", bom.toString());
        Run again = product.run("advise", "sbom:" + bom, "--kinds", "privilege", "--format", "json", "--offline");
        assertThat(JSON.readTree(again.out()).path("privilege").path("reasons")).isEqualTo(advice.path("reasons"));
    }

    private static List<String> expand(String answers) {
        List<String> all = new ArrayList<>();
        String[] words = answers.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            for (int n = Integer.parseInt(words[i + 1].substring(1)); n > 0; n--) {
                all.add(words[i]);
            }
        }
        return all;
    }

    @Test
    void aScratchImageWithoutPasswdNeedsANumber() throws Exception {
        String scratch = "FROM scratch\nCOPY busybox /busybox\n";
        String named = build("scratch-name", scratch + "USER app\n");
        assertThat(found(named)).containsExactly("user-not-resolvable");
        Run refused = docker("run", "--rm", named, "/busybox", "true");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("unable to find user app");
        // Even root's name is one.
        String root = build("scratch-root", scratch + "USER root\n");
        assertThat(found(root)).containsExactly("user-not-resolvable");
        assertThat(docker("run", "--rm", root, "/busybox", "true").err()).contains("unable to find user root");

        String numeric = build("scratch-number", scratch + "USER 10001\n");
        assertThat(found(numeric)).isEmpty();
        assertThat(docker("run", "--rm", numeric, "/busybox", "true").code()).isZero();
    }

    @Test
    void aLowPortNeedsOnlyAnotherUserHere() throws Exception {
        String image = build(
                "low",
                SYSTEM + "EXPOSE 80\nCMD [\"/bin/busybox\", \"httpd\", \"-f\", \"-p\", \"80\", \"-h\", \"/\"]\n");
        List<String> run = texts(privilege(image).path("fixes").path("dockerRun"), "");
        List<String> words = new ArrayList<>(List.of("run", "-d", "--rm"));
        for (String line : run.subList(1, run.size() - 1)) {
            words.addAll(List.of(line.replace("\\", "").strip().split(" ")));
        }
        words.add(run.getLast().strip());
        Run started = docker(words.toArray(String[]::new));
        String container = started.out().strip();
        try {
            assertThat(started.code()).as(started.err()).isZero();
            Run asked = docker("exec", container, "/bin/busybox", "wget", "-qO-", "http://127.0.0.1/etc/passwd");
            assertThat(asked.out()).as(asked.err()).contains("app:x:1234");
        } finally {
            docker("rm", "-f", container);
        }
    }

    @Test
    void whatAFileDemandsOfTheKernelIsGivenToIt() throws Exception {
        Path root = Files.createDirectories(temporary.resolve("root"));
        Files.copy(BUSYBOX, root.resolve("true"));
        Run able =
                run("setcap", "cap_net_bind_service=+ep", root.resolve("true").toString());
        assumeTrue(able.code() == 0, "capabilities of files can't be set here: " + able.err());
        Path archive = temporary.resolve("root.tar");
        Run packed =
                run("tar", "--xattrs", "--xattrs-include=*", "-C", root.toString(), "-cf", archive.toString(), "true");
        assertThat(packed.code()).as(packed.err()).isZero();
        String image = IMAGE + ":capability";
        Run imported = docker(
                "import",
                "--change",
                "USER 10001",
                "--change",
                "EXPOSE 80",
                "--change",
                "ENTRYPOINT [\"/true\"]",
                archive.toString(),
                image);
        assertThat(imported.code()).as(imported.err()).isZero();
        made.add(image);
        assertThat(found(image)).isEmpty();
        JsonNode advice = privilege(image);
        assertThat(texts(advice.path("verdicts"), "answer")).containsOnly("runs-without-root");
        assertThat(texts(advice.path("settings").path("capabilities"), "")).containsExactly("NET_BIND_SERVICE");
        // Without the capability Linux does not even start it: the advice is no more than it takes.
        assertThat(docker("run", "--rm", "--cap-drop", "ALL", image).code()).isNotZero();
        assertThat(docker("run", "--rm", "--cap-drop", "ALL", "--cap-add", "NET_BIND_SERVICE", image)
                        .code())
                .isZero();
    }

    @Test
    void aDocumentWithoutConfigurationIsNoPass() throws Exception {
        String image = build("bill", SYSTEM);
        Path bill = temporary.resolve("bill.cdx.json");
        product.run("sbom", "docker:" + image, "--offline", "-o", bill.toString());
        Run gate = product.run(
                "scan", "sbom:" + bill, "--offline", "--kinds", "privilege", "--fail-on", "high", "--format", "json");
        assertThat(gate.code()).as(gate.err()).isEqualTo(2);
        assertThat(gate.err()).contains("who it runs as is not known");
    }

    private Run run(String... command) throws IOException, InterruptedException {
        try {
            return Product.finish(new ProcessBuilder(command).start(), "");
        } catch (IOException e) {
            return new Run(127, "", String.valueOf(e.getMessage()));
        }
    }
}
