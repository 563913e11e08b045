package dev.hullmark.posture.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.privilege.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContainerPrivilegeTest {
    private static ContainerFacts container(String json) {
        return ContainerJson.read(new JsonMapper().readTree(json.replace('\'', '"')));
    }

    private static LiveFacts live(List<ContainerProcess> processes, List<Listener> listeners) {
        return new LiveFacts(
                Optional.of(processes), Optional.of(listeners), Optional.empty(), Optional.empty(), List.of());
    }

    private static List<String> says(ContainerFacts container, LiveFacts live) {
        return ContainerPrivilege.reasons(container, live).stream()
                .map(Reason::says)
                .toList();
    }

    @Test
    void whatTouchesTheKernelIsAReason() {
        String json = "{'HostConfig':{'Privileged':true,'CapAdd':['cap_sys_module','CHOWN'],"
                + "'Devices':[{'PathOnHost':'/dev/kvm'}]},'Mounts':["
                + "{'Type':'bind','Source':'/lib/modules','Destination':'/m'},"
                + "{'Type':'bind','Source':'/srv','Destination':'/sys'},"
                + "{'Type':'bind','Source':'/run/docker.sock','Destination':'/s'}]}";
        assertThat(says(container(json), live(List.of(), List.of())))
                .containsExactly(
                        "it is privileged",
                        "it was given SYS_MODULE",
                        "it has the device /dev/kvm",
                        "it has the host's /lib/modules",
                        "it holds the engine's socket, which is root on this host whoever it runs as");
    }

    @Test
    void usersAndPortsAreThoseItReallyHas() {
        LiveFacts live = live(
                List.of(new ContainerProcess(1, 0, 0, false, "nginx"), new ContainerProcess(2, 33, 33, false, "nginx")),
                List.of(new Listener("tcp", "0.0.0.0", 80, ""), new Listener("tcp", "0.0.0.0", 8080, "")));
        assertThat(says(container("{}"), live))
                .containsExactly(
                        "its processes run as several users: nginx as uid 0; nginx as uid 33", "it listens on 80/tcp");
        // Podman and Kubernetes guard it, whoever says that it is there.
        assertThat(ContainerPrivilege.reasons(container("{}"), live)).allMatch(Reason::blocks);
        assertThat(says(container("{'Config':{'ExposedPorts':{'80/tcp':{}}}}"), live))
                .hasSize(1);
        assertThat(says(container("{'HostConfig':{'NetworkMode':'host'}}"), live))
                .anyMatch(s -> s.contains("the host's network"));
        assertThat(ContainerPrivilege.inFact(live))
                .containsExactly("in fact: nginx as root", "in fact: nginx as uid 33");
    }

    @Test
    void whatIsNotSeenIsSaid() {
        LiveFacts unseen = new LiveFacts(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of("what it listens on"));
        assertThat(ContainerPrivilege.inFact(unseen))
                .containsExactly("who its processes run as can't be seen", "not seen: what it listens on");
    }
}
