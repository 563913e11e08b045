package dev.hullmark.posture.dockerfile;

import dev.hullmark.fuzz.Target;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.privilege.PrivilegeAdvisor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dockerfiles: read, judged by every rule, advised on. */
public final class DockerfileTargets {
    private DockerfileTargets() {}

    public static Target dockerfile() {
        return Target.ofText(
                        "dockerfile",
                        input -> {
                            Dockerfile file;
                            try {
                                file = DockerfileParser.parse(input, Map.of("A", "b"), "");
                            } catch (DockerfileException e) {
                                return false;
                            }
                            DockerfileRules.judge(file, "Dockerfile", Optional.of(true));
                            Inventory inventory = DockerfilePrivilege.inventory(file, "Dockerfile");
                            PrivilegeAdvisor.advise(
                                    inventory, DockerfilePrivilege.user(file, inventory), List.of(), Optional.empty());
                            return true;
                        },
                        "# escape=`\nARG A=1\nFROM debian:$A AS b\nRUN <<E cat\nx\nE\nRUN apt-get update && \\\n apt-get install -y x\n",
                        "FROM scratch\nCOPY --from=b --chown=1:1 /a /a\nUSER app:app\nENV K=v P=\"q w\"\nEXPOSE 80/tcp\nCMD [\"a\"]\n",
                        "FROM a\nRUN curl -k http://x | sh; chmod 4755 /a\nADD https://x/y.tgz /\nHEALTHCHECK CMD a\nONBUILD USER 0\n")
                .with(
                        "FROM ",
                        "RUN ",
                        "COPY ",
                        "ADD ",
                        "ARG ",
                        "ENV ",
                        "USER ",
                        "CMD [",
                        "ENTRYPOINT ",
                        "EXPOSE ",
                        "<<EOF",
                        "EOF",
                        "${",
                        ":-",
                        "--mount=type=secret",
                        "&&",
                        "||",
                        "\\\n",
                        "# escape=",
                        "ONBUILD ",
                        "HEALTHCHECK ",
                        "curl ",
                        "apt-get ",
                        "chmod ",
                        "$(",
                        "`");
    }
}
