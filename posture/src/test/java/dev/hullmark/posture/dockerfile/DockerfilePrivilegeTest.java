package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Inventory;
import dev.hullmark.posture.image.EffectiveUser;
import dev.hullmark.posture.image.EffectiveUser.Status;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.PrivilegeAdvisor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfilePrivilegeTest {
    private static PrivilegeAdvice advise(String lines) throws DockerfileException {
        Dockerfile file =
                DockerfileParser.parse(lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8), Map.of(), "");
        Inventory inventory = DockerfilePrivilege.inventory(file, "Dockerfile");
        EffectiveUser user = DockerfilePrivilege.user(file, inventory);
        return PrivilegeAdvisor.advise(inventory, user, List.of(), Optional.empty())
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM scratch;CMD [\"/a\"] | ROOT | USER 10001:10001",
                "FROM debian:12;CMD a | UNKNOWN | USER 10001:10001",
                "FROM debian:12;USER 0 | ROOT | USER 10001:10001",
                "FROM debian:12;USER root | ROOT | USER 10001:10001",
                "FROM debian:12;USER root:root | ROOT | USER 10001:10001",
                "FROM scratch;USER root | UNKNOWN | ''",
                "FROM debian:12;USER 1234 | USER | ''",
                "FROM debian:12;RUN useradd app;USER app | UNKNOWN | ''",
                "FROM debian:12;ARG U;USER $U | UNKNOWN | ''",
                "FROM debian:12 AS a;USER 7;FROM a;CMD b | USER | ''"
            })
    void onlyWhatTheFileTellsIsKnown(String lines, Status status, String patch) throws DockerfileException {
        PrivilegeAdvice advice = advise(lines);
        assertThat(advice.user().status()).as(advice.user().reason()).isEqualTo(status);
        assertThat(String.join(";", advice.dockerfile())).isEqualTo(patch);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM scratch;EXPOSE 80 443/tcp 53/udp 8080 | 80/tcp,443/tcp,53/udp",
                "FROM scratch AS a;EXPOSE 22;FROM a | 22/tcp"
            })
    void exposedPortsOfTheWholeLineCount(String lines, String ports) throws DockerfileException {
        assertThat(advise(lines).lowPorts()).containsExactly(ports.split(","));
    }
}
