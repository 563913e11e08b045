package dev.hullmark.posture.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LiveRulesTest {
    private static final Surroundings SELINUX = new Surroundings(false, true, false, true);
    private static final LiveFacts NOTHING = new LiveFacts(
            Optional.of(List.of()), Optional.of(List.of()), Optional.of(List.of()), Optional.empty(), List.of());
    private static final LiveFacts UNSEEN =
            new LiveFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    private static ContainerFacts container(String json) {
        return ContainerJson.read(new JsonMapper().readTree(json.replace('\'', '"')));
    }

    private static Judgement judge(String rule, String json, LiveFacts live) {
        return LiveRules.judge(
                LiveRules.rules().stream()
                        .filter(r -> r.id().equals(rule))
                        .findFirst()
                        .orElseThrow(),
                new LiveRules.Looked(container(json), live, List.of(), List.of()),
                SELINUX);
    }

    private static LiveFacts processes(ContainerProcess... processes) {
        return new LiveFacts(
                Optional.of(List.of(processes)), Optional.of(List.of()), Optional.empty(), Optional.empty(), List.of());
    }

    private static LiveFacts listening(Listener... listeners) {
        return new LiveFacts(
                Optional.empty(), Optional.of(List.of(listeners)), Optional.empty(), Optional.empty(), List.of());
    }

    @Test
    void whoSharesTheDefaultBridgeIsToldOfEachOther() {
        String own = "{'Name':'/a','State':{'Running':true},'HostConfig':{'NetworkMode':'shop'}}";
        String bridged = "{'Name':'/NAME','State':{'Running':true},'HostConfig':{'NetworkMode':'default'}}";
        List<ContainerReader.Seen> seen = List.of(
                new ContainerReader.Seen(container(own), NOTHING),
                new ContainerReader.Seen(container(bridged.replace("NAME", "b")), NOTHING),
                new ContainerReader.Seen(container(bridged.replace("NAME", "c")), NOTHING));
        assertThat(bridgeFindings(seen, true)).containsExactly("b, with c", "c, with b");
        assertThat(bridgeFindings(seen, false)).isEmpty();
        assertThat(bridgeFindings(seen.subList(0, 2), true)).isEmpty();
    }

    private static List<String> bridgeFindings(List<ContainerReader.Seen> seen, boolean open) {
        Surroundings around = new Surroundings(false, false, false, open);
        return ContainerFindings.of(new ContainerReader.Look(seen, around, List.of(), List.of())).findings().stream()
                .filter(f -> f.id().equals("shared-bridge"))
                .map(f -> f.title().substring(f.title().lastIndexOf(": ") + 2))
                .sorted()
                .toList();
    }

    @Test
    void rootIsToldFromRootInANamespaceOfItsOwn() {
        LiveFacts live = processes(
                new ContainerProcess(7, 0, 0, false, "nginx"),
                new ContainerProcess(8, 33, 33, false, "nginx"),
                new ContainerProcess(9, 0, 0, false, "nginx"),
                new ContainerProcess(10, 165_536, 0, true, "sh"));
        assertThat(judge("root-process", "{}", live).items()).containsExactly("nginx (pid 7, 9)");
        assertThat(judge("remapped-root-process", "{}", live).items())
                .containsExactly("sh (pid 10, uid 165536 outside)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0 | 0.0.0.0 | 80/tcp (at every address, port 8080)",
                ":: | :: | 80/tcp (at every address, port 8080)",
                "0.0.0.0 | 192.0.2.1 | 80/tcp (at 192.0.2.1, port 8080)",
                "0.0.0.0 | 127.0.0.1 | ''",
                "127.0.0.1 | 0.0.0.0 | ''",
                "::1 | 0.0.0.0 | ''"
            })
    void onlyWhatIsPublishedBeyondThisMachineIsReached(String bound, String published, String said) {
        String json = "{'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'" + published + "','HostPort':'8080'}]}}}";
        Judgement judged = judge("reachable-from-outside", json, listening(new Listener("tcp", bound, 80, "")));
        assertThat(String.join(";", judged.items())).isEqualTo(said);
    }

    @Test
    void onTheHostsNetworkTheAddressDecides() {
        LiveFacts live =
                listening(new Listener("udp", "0.0.0.0", 53, "named"), new Listener("tcp", "127.0.0.1", 1, ""));
        assertThat(judge("reachable-from-outside", "{'HostConfig':{'NetworkMode':'host'}}", live)
                        .items())
                .containsExactly("53/udp (on every address of the host, named)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root-process | {}",
                "remapped-root-process | {}",
                "reachable-from-outside | {}",
                "patched-in-place | {}",
                "unmasked-paths | {}",
                "published-in-vain | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'','HostPort':'1'}]}}}"
            })
    void whatIsNotSeenIsNoPass(String rule, String json) {
        assertThat(judge(rule, json, UNSEEN).standing()).isEqualTo(Standing.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Image':'sha256:1','Config':{'Image':'web:1'}} | sha256:2 | FAIL",
                "{'Image':'sha256:1','Config':{'Image':'web:1'}} | sha256:1 | PASS",
                "{'Image':'sha256:1','Config':{'Image':'web:1'}} | '' | NOT_APPLICABLE",
                "{'Image':'sha256:1','Config':{'Image':'web@sha256:9'}} | sha256:2 | NOT_APPLICABLE"
            })
    void aTagMayHaveMovedOn(String json, String now, Standing standing) {
        Optional<String> image = Optional.of(now).filter(id -> !id.isEmpty());
        LiveFacts live = new LiveFacts(Optional.empty(), Optional.empty(), Optional.empty(), image, List.of());
        assertThat(judge("outdated-container", json, live).standing()).isEqualTo(standing);
    }

    @Test
    void pathsOfTheHostAndUnmaskedOnesAreNamed() {
        String json = "{'Mounts':[{'Type':'bind','Source':'/etc/ssl','Destination':'/c','RW':false},"
                + "{'Type':'bind','Source':'/srv/x','Destination':'/x'},{'Type':'volume','Source':'/var/lib/docker/volumes/v'}],"
                + "'HostConfig':{'MaskedPaths':[]}}";
        assertThat(judge("host-path-mounted", json, NOTHING).items()).containsExactly("/etc/ssl (on /c, read-only)");
        assertThat(judge("unmasked-paths", json, NOTHING).standing()).isEqualTo(Standing.FAIL);
        assertThat(judge("unmasked-paths", "{'HostConfig':{'MaskedPaths':['/proc/kcore']}}", NOTHING)
                        .standing())
                .isEqualTo(Standing.PASS);
    }

    private static ContainerReader.Look look(List<String> notSeen, ContainerReader.Seen... seen) {
        return new ContainerReader.Look(List.of(seen), SELINUX, List.of(), notSeen);
    }

    private static ContainerReader.Seen seen(String name, String label, LiveFacts live) {
        return new ContainerReader.Seen(
                container("{'Name':'/" + name + "','ProcessLabel':'" + label + "','Config':{'User':'1'}}"), live);
    }

    @Test
    void containersOfOneSelinuxCategoryAreToldOfEachOther() {
        String label = "system_u:system_r:container_t:s0:c1,c2";
        List<Finding> found = ContainerFindings.of(look(
                        List.of(),
                        seen("a", label, NOTHING),
                        seen("b", label, NOTHING),
                        seen("c", "system_u:system_r:container_t:s0:c3,c4", NOTHING)))
                .findings();
        assertThat(found)
                .filteredOn(f -> f.id().equals("shared-selinux-category"))
                .extracting(Finding::title)
                .allMatch(title -> title.endsWith("a, with b") || title.endsWith("b, with a"))
                .hasSize(2);
    }

    @Test
    void aThingBeginsOnceAndEndsOnceAndIsNotOverWhenItIsNotSeen() {
        LiveFacts root = processes(new ContainerProcess(7, 0, 0, false, "sh"));
        LiveFacts again = processes(new ContainerProcess(8, 0, 0, false, "sh"));
        Watch watch = new Watch();
        assertThat(ids(watch, look(List.of(), seen("a", "", root)))).contains("+root-process");
        assertThat(ids(watch, look(List.of(), seen("a", "", again)))).isEmpty();
        assertThat(ids(watch, look(List.of(), seen("a", "", UNSEEN)))).isEmpty();
        assertThat(ids(watch, look(List.of("container a: the engine stalls")))).isEmpty();
        assertThat(watch.standing()).extracting(Finding::id).contains("root-process");
        assertThat(ids(watch, look(List.of(), seen("a", "", NOTHING)))).containsExactly("-root-process");
        assertThat(ids(watch, look(List.of()))).contains("-memory-limit").doesNotContain("-root-process");
    }

    private static List<String> ids(Watch watch, ContainerReader.Look look) {
        return watch.next(ContainerFindings.of(look)).stream()
                .map(change -> (change.began() ? "+" : "-") + change.finding().id())
                .toList();
    }
}
