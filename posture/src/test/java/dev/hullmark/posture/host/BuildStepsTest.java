package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildStepsTest {
    @ParameterizedTest
    @CsvSource({
        "RUN /bin/sh -c yum -y update # buildkit, true",
        "RUN /bin/sh -c apt-get -qq update # buildkit, true",
        "RUN /bin/sh -c cd /; /usr/bin/apt-get -o Acquire::Retries=3 update, true",
        "/bin/sh -c apk --no-cache update, true",
        "/bin/sh -c zypper -n refresh, true",
        "/bin/sh -c apt-get update && apt-get install -y curl, false",
        "/bin/sh -c apk add curl, false",
        "/bin/sh -c apt-get clean; ./update, false",
        "/bin/sh -c git submodule update, false"
    })
    void anUpdateAloneIsFoundWithItsOptions(String step, boolean alone) {
        assertThat(BuildSteps.updateAlone(List.of(step))).isEqualTo(alone);
    }

    @Test
    void theRootFileSystemMayBeAdded() {
        String rootfs = "/bin/sh -c #(nop) ADD file:1 in / ";
        String label = "/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu";
        assertThat(BuildSteps.add(List.of("ARG RELEASE", label, rootfs, "CMD x")))
                .isFalse();
        assertThat(BuildSteps.add(List.of(label, rootfs, "ADD a.tar / # buildkit")))
                .isTrue();
        assertThat(BuildSteps.add(List.of("COPY / / # buildkit", "add x /"))).isTrue();
    }
}
