package dev.hullmark.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An engine and its host (GET /info).
 *
 * @param host the host's name
 * @param version the engine's version
 * @param operatingSystem the host's
 * @param kernel the host's
 * @param architecture the host's, as uname has it
 * @param storageDriver {@code overlay2}, {@code overlayfs} (containerd's store) …
 * @param cgroupVersion {@code 1}, {@code 2} or ""
 * @param securityOptions {@code name=seccomp,profile=default} …
 */
public record EngineInfo(
        String host,
        String version,
        String operatingSystem,
        String kernel,
        String architecture,
        String storageDriver,
        String cgroupVersion,
        List<String> securityOptions) {

    static EngineInfo of(JsonNode info) {
        return new EngineInfo(
                Json.text(info, "Name"),
                Json.text(info, "ServerVersion"),
                Json.text(info, "OperatingSystem"),
                Json.text(info, "KernelVersion"),
                Json.text(info, "Architecture"),
                Json.text(info, "Driver"),
                Json.text(info, "CgroupVersion"),
                Json.texts(info.path("SecurityOptions")));
    }
}
