package dev.hullmark.server.hosts;

import dev.hullmark.fuzz.Target;

/** What is sent to a server as an agent's report. */
public final class AgentTargets {
    private AgentTargets() {}

    public static Target report() {
        return Target.ofText(
                "server-agent-report",
                input -> AgentReport.read(input).isPresent(),
                "{\"engine\":\"Docker 27\",\"everySeconds\":60,\"gaps\":[\"g\"],\"containers\":[{\"id\":\"0123456789ab\","
                        + "\"name\":\"web\",\"image\":\"shop:1\",\"digests\":[\"sha256:" + "c".repeat(64)
                        + "\"],\"startedAt\":\"2026-11-01T00:00:00Z\",\"labels\":{\"a\":\"b\"},\"findings\":[{\"key\":"
                        + "\"00112233445566778899aabbccddeeff\",\"id\":\"r\",\"kind\":\"privilege\",\"severity\":\"high\","
                        + "\"title\":\"t\"}]}]}");
    }
}
