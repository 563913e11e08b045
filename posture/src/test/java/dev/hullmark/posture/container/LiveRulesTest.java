package dev.hullmark.posture.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LiveRulesTest {
    private static final Surroundings SELINUX =
            new Surroundings(false, "", false, true, true, Optional.of(false), true, Optional.of(Set.of("lan")));
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
        Surroundings around =
                new Surroundings(false, "", false, false, true, Optional.of(false), open, Optional.empty());
        return ContainerFindings.of(new ContainerReader.Look(seen, around, List.of(), Set.of(), List.of()))
                .findings()
                .stream()
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

    /** Joining the host's network is being on it; so is having an address of its own there. */
    @Test
    void whoJoinsTheHostsNetworkIsReachedThere() {
        ContainerFacts second = container("{'Name':'/b','HostConfig':{'NetworkMode':'container:a'}}");
        ContainerFacts first = container("{'Name':'/a','HostConfig':{'NetworkMode':'host'}}");
        ContainerFacts third = container("{'Name':'/c','HostConfig':{'NetworkMode':'container:b'}}");
        Map<String, ContainerFacts> all = Map.of("a", first, "b", second);
        ContainerFacts joined = JoinedNetworks.follow(third, id -> Optional.ofNullable(all.get(id)));
        assertThat(joined.network().host()).isTrue();
        assertThat(ContainerRules.judge("5.10", joined, SELINUX).standing()).isEqualTo(Standing.FAIL);
        ContainerFacts ring = container("{'HostConfig':{'NetworkMode':'container:r'}}");
        assertThat(JoinedNetworks.follow(ring, id -> Optional.of(ring))
                        .network()
                        .host())
                .isFalse();
        assertThat(JoinedNetworks.follow(ring, id -> Optional.empty()).network().host())
                .isFalse();
    }

    @Test
    void anAddressOnTheHostsOwnNetworkIsReachedUnpublished() {
        LiveFacts live = listening(new Listener("tcp", "0.0.0.0", 80, "httpd"));
        String json = "{'NetworkSettings':{'Networks':{'NAME':{}}}}";
        assertThat(judge("reachable-from-outside", json.replace("NAME", "lan"), live)
                        .items())
                .containsExactly("80/tcp (at its own address in the network lan, httpd)");
        assertThat(judge("reachable-from-outside", json.replace("NAME", "app"), live))
                .isEqualTo(Judgement.PASS);
    }

    @Test
    void whatIsPublishedByAProtocolThatIsNotListedIsNotKnown() {
        String json = "{'NetworkSettings':{'Ports':{'80/sctp':[{'HostIp':'','HostPort':'80'}]}}}";
        assertThat(judge("reachable-from-outside", json, listening()).standing())
                .isEqualTo(Standing.UNKNOWN);
        assertThat(judge("published-in-vain", json, listening())).isEqualTo(Judgement.PASS);
    }

    @Test
    void rootOfANestedNamespaceMayBeRootOfTheHost() {
        LiveFacts live = processes(new ContainerProcess(7, 0, 0, true, "sh"), new ContainerProcess(8, 0, 5, true, "x"));
        assertThat(judge("root-process", "{}", live).items())
                .containsExactly("sh (pid 7, uid 0 outside)", "x (pid 8, uid 0 outside)");
        assertThat(judge("remapped-root-process", "{}", live)).isEqualTo(Judgement.PASS);
        LiveFacts elsewhere = processes(new ContainerProcess(7, 165_536, -1, true, "sh"));
        assertThat(judge("remapped-root-process", "{}", elsewhere).standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(judge("root-process", "{}", elsewhere)).isEqualTo(Judgement.PASS);
    }

    @Test
    void aPathMountedTwiceIsOneThing() {
        String json = "{'Name':'/a','Mounts':[{'Type':'bind','Source':'/etc','Destination':'/b'},"
                + "{'Type':'bind','Source':'/etc','Destination':'/c','RW':false}]}";
        assertThat(ContainerFindings.of(look(Set.of(), new ContainerReader.Seen(container(json), NOTHING)))
                        .findings())
                .filteredOn(f -> f.id().equals("host-path-mounted"))
                .extracting(Finding::title)
                .singleElement()
                .asString()
                .endsWith("a, /etc (on /b, writable) (on /c, read-only)");
    }

    @Test
    void whatIsNotKnownIsToldOfEveryContainer() {
        assertThat(ContainerFindings.of(look(Set.of(), seen("a", "", UNSEEN), seen("b", "", UNSEEN)))
                        .coverage())
                .contains(Coverage.partial("rule:root-process", "a, b: its processes can't be seen"));
    }

    /** rpm's locks change when it is only asked. */
    @ParameterizedTest
    @CsvSource({
        "/var/lib/dpkg/status, true",
        "/lib/apk/db/installed, true",
        "/var/lib/rpm/Packages, true",
        "/usr/lib/sysimage/rpm/rpmdb.sqlite, true",
        "/var/lib/rpm/.rpm.lock, false",
        "/var/lib/rpm/rpmdb.sqlite-shm, false",
        "/var/lib/rpm/__db.001, false",
        "/data/var/lib/rpm/Packages, false",
        "/var/lib/rpm/old/Packages, false"
    })
    void onlyAPackageDatabaseItselfTellsOfChangedPackages(String path, boolean is) {
        assertThat(ContainerReader.isPackageDatabase(path)).isEqualTo(is);
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
                "{'Image':'sha256:1','Config':{'Image':'web:1'}} | - | UNKNOWN",
                "{'Image':'sha256:1','Config':{'Image':'web@sha256:9'}} | sha256:2 | NOT_APPLICABLE"
            })
    void aTagMayHaveMovedOn(String json, String now, Standing standing) {
        Optional<String> image = Optional.of(now).filter(id -> !id.equals("-"));
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

    private static ContainerReader.Look look(Set<String> left, ContainerReader.Seen... seen) {
        return new ContainerReader.Look(List.of(seen), SELINUX, List.of(), left, List.of("something"));
    }

    private static ContainerReader.Seen seen(String name, String label, LiveFacts live) {
        return new ContainerReader.Seen(
                container("{'Name':'/" + name + "','ProcessLabel':'" + label + "','Config':{'User':'1'}}"), live);
    }

    @Test
    void containersOfOneSelinuxCategoryAreToldOfEachOther() {
        String label = "system_u:system_r:container_t:s0:c1,c2";
        List<Finding> found = ContainerFindings.of(look(
                        Set.of(),
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
        assertThat(ids(watch, look(Set.of(), seen("a", "", root)))).contains("+root-process");
        assertThat(ids(watch, look(Set.of(), seen("a", "", again)))).isEmpty();
        assertThat(ids(watch, look(Set.of(), seen("a", "", UNSEEN)))).isEmpty();
        assertThat(ids(watch, look(Set.of("a")))).isEmpty();
        assertThat(watch.standing()).extracting(Finding::id).contains("root-process");
        assertThat(ids(watch, look(Set.of(), seen("a", "", NOTHING)))).containsExactly("-root-process");
        assertThat(ids(watch, look(Set.of()))).contains("-memory-limit").doesNotContain("-root-process");
    }

    private static List<String> ids(Watch watch, ContainerReader.Look look) {
        return watch.next(ContainerFindings.of(look)).stream()
                .map(change -> (change.began() ? "+" : "-") + change.finding().id())
                .toList();
    }
}
