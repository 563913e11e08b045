package dev.hullmark.posture.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.model.RunSettings;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.posture.image.Images;
import dev.hullmark.posture.privilege.Verdict.Answer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrivilegeAdvisorTest {
    private static PrivilegeAdvice advise(Inventory inventory) {
        return PrivilegeAdvisor.advise(inventory).orElseThrow();
    }

    private static List<Answer> answers(PrivilegeAdvice advice) {
        return advice.verdicts().stream().map(Verdict::answer).toList();
    }

    private static List<Reason.Kind> reasons(PrivilegeAdvice advice) {
        return advice.reasons().stream().map(Reason::kind).toList();
    }

    private static Images image(String lines) {
        return new Images().lines(lines);
    }

    private static Program program(Program.Kind kind, String name, String user, String path) {
        return new Program(kind, name, user, new Evidence(path, "", -1, "", 7));
    }

    @Test
    void withoutAReasonAnotherUserIsAll() {
        PrivilegeAdvice advice = advise(Images.of("EXPOSE 8080\nCMD /app"));
        assertThat(answers(advice)).containsOnly(Answer.CAN_RUN_WITHOUT_ROOT);
        assertThat(advice.reasons()).isEmpty();
        assertThat(advice.dockerfile()).containsExactly("USER 10001:10001");
        assertThat(advice.verdicts().getFirst().says()).contains("can run without root", "--user alone");
    }

    @Test
    void aLowPortIsAReasonOnlyWhereItIsGuarded() {
        PrivilegeAdvice advice = advise(Images.of("EXPOSE 80\nCMD /app"));
        assertThat(answers(advice))
                .containsExactly(
                        Answer.CAN_RUN_WITHOUT_ROOT,
                        Answer.NEEDS_A_CHANGE,
                        Answer.NEEDS_A_CHANGE,
                        Answer.NEEDS_A_CHANGE);
        assertThat(advice.verdicts().get(1).says()).contains("--sysctl");
        assertThat(reasons(advice)).containsExactly(Reason.Kind.LOW_PORT);
        assertThat(advice.reasons().getFirst().fix()).contains("-p 80:8080", "targetPort: 8080");
        assertThat(String.join("\n", new Fixes("shop:1", advice).kubernetes()))
                .contains("net.ipv4.ip_unprivileged_port_start", "runAsUser: 10001");
    }

    @Test
    void anEntryPointThatDropsRootIsSeveralUsers() {
        String lines = "RUN echo app:x:700:701::/: >> /etc/passwd\nCMD /entry.sh /app";
        PrivilegeAdvice drops = advise(image(lines)
                .says(program(Program.Kind.DROPS, "gosu", "app", "/entry.sh"))
                .inventory());
        assertThat(answers(drops)).containsOnly(Answer.NEEDS_A_CHANGE);
        assertThat(drops.reasons().getFirst().evidence())
                .extracting(Evidence::line)
                .containsExactly(7);
        assertThat(drops.settings().user()).isEqualTo("700");

        PrivilegeAdvice asks = advise(image(lines)
                .says(program(Program.Kind.DROPS_IF_ROOT, "gosu", "app", "/entry.sh"))
                .inventory());
        assertThat(answers(asks)).containsOnly(Answer.CAN_RUN_WITHOUT_ROOT);
        assertThat(reasons(asks)).containsExactly(Reason.Kind.SEVERAL_USERS);

        PrivilegeAdvice other = advise(image(lines)
                .says(program(Program.Kind.DROPS, "gosu", "app", "/other.sh"))
                .inventory());
        assertThat(other.reasons()).isEmpty();
    }

    @Test
    void aMasterWithWorkersIsSeveralUsers() {
        PrivilegeAdvice advice = advise(image("RUN echo www:x:33:33::/: >> /etc/passwd\nCMD nginx -g x")
                .says(program(Program.Kind.WORKERS, "nginx", "www", "/etc/nginx/nginx.conf"))
                .inventory());
        assertThat(reasons(advice)).containsExactly(Reason.Kind.SEVERAL_USERS);
        assertThat(advice.settings().user()).isEqualTo("33");
        assertThat(advice.settings().writablePaths()).contains("/var/cache/nginx", "/tmp");
        // An argument of that name is no server.
        assertThat(advise(Images.of("CMD /busybox httpd")).reasons()).isEmpty();
    }

    @Test
    void aServerRunsAsTheAccountOfItsPackageAndMayWriteWhatItMakes() {
        PrivilegeAdvice advice =
                advise(Images.of("RUN echo postgres:x:105:110::/: >> /etc/passwd\nCMD pg_ctlcluster 15"));
        assertThat(advice.settings().user()).isEqualTo("105");
        assertThat(advice.data()).containsExactly("/var/lib/postgresql");
        Fixes fixes = new Fixes("shop:1", advice);
        assertThat(fixes.dockerRun())
                .contains("  --tmpfs /run/postgresql:uid=105 \\", "  --volume /var/lib/postgresql \\")
                .noneMatch(line -> line.contains("--tmpfs /var/lib"));
        assertThat(fixes.compose())
                .contains("      - \"/run/postgresql:uid=105\"", "    volumes:", "      - \"/var/lib/postgresql\"");

        PrivilegeAdvice declared = advise(Images.of("VOLUME /var/lib/postgresql/data\nCMD postgres"));
        assertThat(declared.data()).isEmpty();
    }

    @Test
    void logsThatGoToTheOutputAreNotCovered() {
        String lines = "RUN ln -sf /dev/stdout /var/log/nginx/access.log\nCMD nginx";
        assertThat(advise(Images.of("CMD nginx")).settings().writablePaths()).contains("/var/log/nginx");
        assertThat(advise(Images.of(lines)).settings().writablePaths())
                .contains("/var/lib/nginx")
                .doesNotContain("/var/log/nginx");
    }

    @Test
    void whatAFileDemandsIsGivenToIt() {
        SpecialFile able = new SpecialFile(0755, 0, 0, false, 1L << 10, Evidence.of("/app"));
        PrivilegeAdvice advice =
                advise(image("USER 10001\nEXPOSE 80\nCMD /app").has(able).inventory());
        assertThat(answers(advice)).containsOnly(Answer.RUNS_WITHOUT_ROOT);
        assertThat(advice.settings().capabilities()).containsExactly("NET_BIND_SERVICE");
        assertThat(advice.settings().noNewPrivileges()).isFalse();
    }

    @Test
    void changingTheKernelStaysPrivileged() {
        PrivilegeAdvice advice = advise(Images.of("CMD modprobe x"));
        assertThat(answers(advice)).containsOnly(Answer.NEEDS_PRIVILEGES);
        assertThat(advice.settings().capabilities()).containsExactly("SYS_MODULE");
        assertThat(advice.dockerfile()).isEmpty();
    }

    @Test
    void whoCanNotStartIsToldSo() {
        PrivilegeAdvice advice = advise(Images.of("USER app\nCMD /app"));
        assertThat(answers(advice)).containsOnly(Answer.DOES_NOT_START);
        assertThat(advice.dockerfile()).containsExactly("USER 10001:10001");
    }

    @Test
    void aNameIsWrittenAsItsNumber() {
        PrivilegeAdvice advice = advise(Images.of("RUN echo app:x:7:8::/: >> /etc/passwd\nUSER app\nCMD /app"));
        assertThat(answers(advice)).containsOnly(Answer.RUNS_WITHOUT_ROOT);
        assertThat(advice.dockerfile()).containsExactly("USER 7");
        assertThat(advice.warnings()).anyMatch(w -> w.contains("runAsNonRoot"));
    }

    /** An account of the image's own with root's group uses files of that group. */
    @Test
    void theGroupOfRootStaysWhereTheImageWantsIt() {
        PrivilegeAdvice advice = advise(image("RUN echo app:x:700:0::/: >> /etc/passwd\nCMD /entry.sh /app")
                .says(program(Program.Kind.DROPS, "gosu", "app", "/entry.sh"))
                .inventory());
        assertThat(advice.settings().user()).isEqualTo("700");
        assertThat(advise(Images.of("RUN echo app:x:1700:0::/: >> /etc/passwd\nCMD /app"))
                        .settings()
                        .user())
                .isEqualTo("1700:1700");
    }

    /** To take a bit away root is needed for a while. */
    @Test
    void whoBecameRootForAWhileIsWhoItWasAgain() {
        SpecialFile helper = new SpecialFile(04755, 0, 0, false, 0, Evidence.of("/helper"));
        String lines = "USER 1000\nCOPY x /bin/sh\nCOPY x /bin/chmod\nCMD modprobe x";
        assertThat(advise(image(lines).has(helper).inventory()).dockerfile())
                .containsExactly("USER 0:0", "RUN chmod u-s /helper", "USER 1000");
        // Whom nobody can write, nobody can be again.
        assertThat(advise(image(lines.replace("1000", "1000 x")).has(helper).inventory())
                        .dockerfile())
                .noneMatch(line -> line.startsWith("USER 0") && !line.equals("USER 0:0"));
    }

    @Test
    void volumesAreWrittenAsEnginesDo() {
        PrivilegeAdvice advice = advise(Images.of("VOLUME /tmp/\nVOLUME /a/../etc\nVOLUME /\nVOLUME //d//\nCMD /app"));
        assertThat(advice.volumes()).containsExactly("/d", "/tmp");
        assertThat(advice.settings().writablePaths()).containsExactly("/d", "/tmp");
        assertThat(advice.warnings()).filteredOn(w -> w.contains("is left out")).hasSize(2);
        assertThat(new Fixes("shop:1", advice).kubernetes())
                .contains("    # starts empty: Docker fills a volume with what the image has at /d");
    }

    private static Images nginx(Program... more) {
        Images images = image("CMD nginx")
                .readBy(java.util.Map.of(dev.hullmark.model.Facts.PROGRAMS, 2, dev.hullmark.model.Facts.ACCOUNTS, 1));
        List.of(more).forEach(images::says);
        return images;
    }

    private static Program scratch(Program.Kind kind, String path) {
        return new Program(kind, "x", "", Evidence.of(path));
    }

    /** A tmpfs hides what the image has there. */
    @Test
    void onlyEmptyDirectoriesAreCovered() {
        Program html = scratch(Program.Kind.SCRATCH_FILE, "/var/lib/nginx/html/index.html");
        Program body = scratch(Program.Kind.SCRATCH_DIRECTORY, "/var/lib/nginx/tmp/client_body");
        Program above = scratch(Program.Kind.SCRATCH_DIRECTORY, "/var/lib/nginx/tmp");
        Program pid = scratch(Program.Kind.SCRATCH_DIRECTORY, "/run/nginx");
        Program lock = scratch(Program.Kind.SCRATCH_DIRECTORY, "/run/lock");
        assertThat(advise(nginx(html, body, above, pid, lock).inventory())
                        .settings()
                        .writablePaths())
                .containsExactly(
                        "/run",
                        "/run/nginx",
                        "/tmp",
                        "/var/cache/nginx",
                        "/var/lib/nginx/tmp/client_body",
                        "/var/log/nginx");
        assertThat(advise(nginx().inventory()).settings().writablePaths()).contains("/var/lib/nginx");
    }

    /** Otherwise nobody would note what an image has there. */
    @Test
    void everythingThatServersWriteIsLookedAt() {
        List<String> known = Servers.allWrites();
        assertThat(known).isNotEmpty().allMatch(dev.hullmark.model.ScratchPlaces::isOne);
    }

    private static PrivilegeAdvice shown(Inventory inventory, Shown shown) {
        return PrivilegeAdvisor.advise(
                        inventory,
                        dev.hullmark.posture.image.EffectiveUser.of(inventory),
                        List.of(),
                        java.util.Optional.of(shown))
                .orElseThrow();
    }

    /** What was tried and broke is advised no more. */
    @Test
    void whatRunningItShowedIsTheAdvice() {
        Inventory inventory = Images.of("CMD /app");
        RunSettings advised = advise(inventory).settings();
        PrivilegeAdvice root = shown(
                inventory,
                new Shown(
                        advised.withUser("").withCapabilities(List.of("CHOWN")),
                        "it ends with exit code 1",
                        List.of()));
        assertThat(answers(root)).containsOnly(Answer.NEEDS_PRIVILEGES);
        assertThat(root.verdicts().getFirst().says()).contains("as root with CHOWN", "exit code 1");
        assertThat(root.dockerfile()).isEmpty();

        PrivilegeAdvice broken = shown(inventory, new Shown(advised, "it ends with exit code 1", List.of()));
        assertThat(answers(broken)).containsOnly(Answer.NEEDS_A_CHANGE);
        assertThat(broken.warnings().getFirst()).contains("break it");

        assertThat(shown(inventory, new Shown(advised, "", List.of()))).isEqualTo(advise(inventory));
    }

    /** Nobody has to say which ports there are. */
    @Test
    void aLowPortThatWasSeenCountsAsOneThatIsSaid() {
        Inventory inventory = Images.of("CMD /app");
        PrivilegeAdvice advice = shown(inventory, new Shown(advise(inventory).settings(), "", List.of("80/tcp")));
        assertThat(answers(advice))
                .containsExactly(
                        Answer.CAN_RUN_WITHOUT_ROOT,
                        Answer.NEEDS_A_CHANGE,
                        Answer.NEEDS_A_CHANGE,
                        Answer.NEEDS_A_CHANGE);
        assertThat(advice.lowPorts()).containsExactly("80/tcp");
        Inventory said = Images.of("EXPOSE 80\nCMD /app");
        assertThat(reasons(shown(said, new Shown(advise(said).settings(), "", List.of("80/tcp")))))
                .hasSize(1);
    }

    @Test
    void busyboxHasAnHttpdToo() {
        assertThat(advise(Images.of("CMD httpd -f")).reasons()).isEmpty();
        assertThat(reasons(advise(image("CMD httpd -f")
                        .says(program(Program.Kind.WORKERS, "httpd", "daemon", "/etc/httpd/conf/httpd.conf"))
                        .inventory())))
                .containsExactly(Reason.Kind.SEVERAL_USERS);
        assertThat(reasons(advise(Images.of("CMD httpd-foreground")))).containsExactly(Reason.Kind.SEVERAL_USERS);
    }

    /** Whatever an image calls its volumes: the lines stay one word each, and as many as they were. */
    @Property(tries = 500)
    void hostileNamesStayNames(@ForAll String volume, @ForAll String image) {
        Inventory inventory = image("CMD /app").inventory();
        var c = inventory.config().orElseThrow();
        var config = new dev.hullmark.model.ImageConfig(
                c.os(),
                "",
                "",
                "",
                List.of(),
                List.of(),
                c.cmd(),
                "",
                List.of(),
                List.of("/" + volume),
                java.util.Map.of(),
                List.of(),
                List.of());
        PrivilegeAdvice advice = advise(new Inventory(
                inventory.subject(),
                inventory.distribution(),
                java.util.Optional.of(config),
                List.of(),
                List.of(),
                List.of(),
                inventory.catalogers(),
                inventory.facts()));
        Fixes fixes = new Fixes(image, advice);
        for (List<String> lines :
                List.of(fixes.dockerRun(), fixes.compose(), fixes.kubernetes(), advice.dockerfile())) {
            assertThat(lines).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        }
        assertThat(fixes.dockerRun().getLast()).matches("  [A-Za-z0-9][A-Za-z0-9._/:@-]*");
    }

    @Test
    void quotesHoldWhatTheyQuote() {
        assertThat(Quoted.shell("/a b'; rm -rf /")).isEqualTo("'/a b'\\''; rm -rf /'");
        assertThat(Quoted.yaml("/a\"\\")).isEqualTo("\"/a\\\"\\\\\"");
        assertThat(Quoted.compose("/$HOME")).isEqualTo("\"/$$HOME\"");
        assertThat(Quoted.isReference("--privileged")).isFalse();
        assertThat(Quoted.isPath("/a\nUSER 0")).isFalse();
    }
}
