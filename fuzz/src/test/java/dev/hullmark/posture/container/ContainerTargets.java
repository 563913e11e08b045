package dev.hullmark.posture.container;

import dev.hullmark.fuzz.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What engines tell of containers, and the kernel of their sockets. */
public final class ContainerTargets {
    private static final JsonMapper JSON = new JsonMapper();

    private ContainerTargets() {}

    public static Target inspection() {
        return Target.ofText(
                        "container",
                        input -> {
                            ContainerFacts facts;
                            try {
                                facts = ContainerJson.read(JSON.readTree(input));
                            } catch (JacksonException e) {
                                return false;
                            }
                            LiveFacts live = new LiveFacts(
                                    Optional.of(List.of(new ContainerProcess(1, 0, 0, true, facts.name()))),
                                    Optional.of(List.of(new Listener("tcp", "::", 80, ""))),
                                    Optional.empty(),
                                    Optional.of(facts.image()),
                                    List.of());
                            ContainerFindings.of(new ContainerReader.Look(
                                    List.of(new ContainerReader.Seen(facts, live)),
                                    new Surroundings(
                                            false,
                                            "/run/docker.sock",
                                            true,
                                            true,
                                            true,
                                            Optional.of(false),
                                            true,
                                            Optional.of(Set.of("direct"))),
                                    List.of(),
                                    Set.of(),
                                    List.of()));
                            ContainerPrivilege.reasons(facts, live);
                            return true;
                        },
                        "{\"Id\":\"a\",\"Name\":\"/b\",\"Image\":\"sha256:1\",\"ProcessLabel\":\"u:r:t:s0:c1,c2\",\"State\":{\"Running\":true,\"Pid\":7},"
                                + "\"Config\":{\"User\":\"0\",\"Env\":[\"A=b\"],\"ExposedPorts\":{\"80/tcp\":{}}},\"HostConfig\":{\"CapAdd\":[\"ALL\"],"
                                + "\"SecurityOpt\":[\"label:disable\"],\"PidsLimit\":-1,\"MaskedPaths\":[]},\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/etc\"}],"
                                + "\"NetworkSettings\":{\"Ports\":{\"80/tcp\":[{\"HostIp\":\"::\",\"HostPort\":\"1\"}]},\"Networks\":{\"bridge\":{}}}}")
                .with("\"HostConfig\":", "\"Mounts\":", "null", "\"host\"", "\"NetworkMode\":", "container:");
    }

    public static Target sockets() {
        return Target.ofText(
                        "sockets",
                        input -> {
                            boolean any = false;
                            for (String table : List.of("tcp", "tcp6", "udp")) {
                                any |= !SocketTable.listening(Target.text(input), table)
                                        .isEmpty();
                            }
                            return any;
                        },
                        "  sl  local_address rem_address   st\n   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 11 1\n",
                        "   0: 00000000000000000000000001000000:0016 0:0 07 0:0 0:0 0 0 0 15 1\n")
                .with(" 0A ", " 07 ", "00000000:");
    }
}
