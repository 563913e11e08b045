package dev.hullmark.posture.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ContainerRulesTest {
    private static final Surroundings PLAIN = new Surroundings(
            false, "/srv/engine/own.sock", true, true, true, Optional.of(false), true, Optional.empty());

    private static ContainerFacts read(String json) {
        return ContainerJson.read(new JsonMapper().readTree(json.replace('\'', '"')));
    }

    private static Judgement judge(String id, String json) {
        return ContainerRules.judge(id, read(json), PLAIN);
    }

    /** What is unsafe, and its neighbour that is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4.1 | {} | {'Config':{'User':'10001'}}",
                "4.1 | {'Config':{'User':'0:0'}} | {'Config':{'User':'app'}}",
                "4.1 | {'Config':{'User':'root:app'}} | {'Config':{'User':'app:root'}}",
                "5.2 | {} | {'AppArmorProfile':'docker-default'}",
                "5.2 | {'AppArmorProfile':'unconfined'} | {'AppArmorProfile':'own'}",
                "5.3 | {} | {'ProcessLabel':'system_u:system_r:container_t:s0:c1,c2'}",
                "5.3 | {'ProcessLabel':'system_u:system_r:spc_t:s0'} | {'ProcessLabel':'u:r:container_t:s0:c1,c2'}",
                "5.4 | {'HostConfig':{'CapAdd':['NET_ADMIN']}} | {'HostConfig':{'CapAdd':['CAP_NET_RAW']}}",
                "5.4 | {'HostConfig':{'CapAdd':['all']}} | {'HostConfig':{'CapAdd':null}}",
                "5.4 | {'HostConfig':{'Privileged':true}} | {}",
                "5.5 | {'HostConfig':{'Privileged':true}} | {'HostConfig':{'Privileged':false}}",
                "5.6 | {'Mounts':[{'Type':'bind','Source':'/etc/','Destination':'/e','RW':true}]}"
                        + " | {'Mounts':[{'Type':'bind','Source':'/etc','Destination':'/e','RW':false}]}",
                "5.6 | {'Mounts':[{'Type':'bind','Source':'/','Destination':'/host','RW':true}]}"
                        + " | {'Mounts':[{'Type':'bind','Source':'/srv','Destination':'/etc','RW':true}]}",
                "5.8 | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'127.0.0.1','HostPort':'80'}]}}}"
                        + " | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'127.0.0.1','HostPort':'8080'}]}}}",
                "5.9 | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'::1','HostPort':'8080'}]}}}"
                        + " | {'NetworkSettings':{'Ports':{'80/tcp':null}}}",
                "5.10 | {'HostConfig':{'NetworkMode':'host'}} | {'HostConfig':{'NetworkMode':'bridge'}}",
                "5.11 | {} | {'HostConfig':{'Memory':1048576}}",
                "5.12 | {} | {'HostConfig':{'CpuShares':512}}",
                "5.12 | {'HostConfig':{'CpuQuota':-1}} | {'HostConfig':{'NanoCpus':500000000}}",
                "5.12 | {'HostConfig':{'CpuShares':1024}} | {'HostConfig':{'CpuShares':1024,'NanoCpus':500000000}}",
                "5.13 | {} | {'HostConfig':{'ReadonlyRootfs':true}}",
                "5.14 | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'0.0.0.0','HostPort':'8080'}]}}}"
                        + " | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'10.0.0.1','HostPort':'8080'}]}}}",
                "5.14 | {'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'::','HostPort':'8080'}]}}} | {}",
                "5.15 | {'HostConfig':{'RestartPolicy':{'Name':'always'}}} | {'HostConfig':{'RestartPolicy':{'Name':'no'}}}",
                "5.15 | {'HostConfig':{'RestartPolicy':{'Name':'on-failure','MaximumRetryCount':0}}}"
                        + " | {'HostConfig':{'RestartPolicy':{'Name':'on-failure','MaximumRetryCount':5}}}",
                "5.16 | {'HostConfig':{'PidMode':'host'}} | {'HostConfig':{'PidMode':'private'}}",
                "5.17 | {'HostConfig':{'IpcMode':'host'}} | {'HostConfig':{'IpcMode':'shareable'}}",
                "5.20 | {'Mounts':[{'Propagation':'rshared'}]} | {'Mounts':[{'Propagation':'rslave'}]}",
                "5.21 | {'HostConfig':{'UTSMode':'host'}} | {}",
                "5.22 | {'HostConfig':{'SecurityOpt':['seccomp=unconfined']}} | {'HostConfig':{'SecurityOpt':['seccomp={}']}}",
                "5.22 | {'HostConfig':{'SecurityOpt':['seccomp:unconfined']}} | {}",
                "5.25 | {'HostConfig':{'CgroupParent':'/own'}} | {'HostConfig':{'CgroupParent':''}}",
                "5.26 | {} | {'HostConfig':{'SecurityOpt':['no-new-privileges']}}",
                "5.26 | {'HostConfig':{'SecurityOpt':['no-new-privileges=false']}}"
                        + " | {'HostConfig':{'SecurityOpt':['no-new-privileges:true']}}",
                "5.26 | {'HostConfig':{'SecurityOpt':['no-new-privileges=1','no-new-privileges=f']}}"
                        + " | {'HostConfig':{'SecurityOpt':['no-new-privileges:T']}}",
                "5.27 | {'State':{'Health':{'Status':'none'}}} | {'State':{'Health':{'Status':'starting'}}}",
                "5.29 | {'HostConfig':{'PidsLimit':null}} | {'HostConfig':{'PidsLimit':100}}",
                "5.29 | {'HostConfig':{'PidsLimit':-1}} | {'HostConfig':{'PidsLimit':2048}}",
                "5.31 | {'HostConfig':{'UsernsMode':'host'}} | {'HostConfig':{'UsernsMode':''}}",
                "5.32 | {'Mounts':[{'Source':'/var/run/docker.sock','Destination':'/s','RW':false}]}"
                        + " | {'Mounts':[{'Source':'/srv/docker.sock.txt','Destination':'/s'}]}",
                "5.32 | {'Mounts':[{'Source':'/run/','Destination':'/r','RW':false}]} | {'Mounts':[{'Source':'/runs'}]}",
                "5.32 | {'Mounts':[{'Source':'/run/user/1000/podman/podman.sock','Destination':'/s'}]} | {}",
                "5.32 | {'Mounts':[{'Source':'/run/containerd'}]} | {'Mounts':[{'Source':'/run/lock'}]}",
                "5.32 | {'Mounts':[{'Source':'/var/run/docker'}]} | {'Mounts':[{'Source':'/run/docker/plugins'}]}",
                "5.32 | {'Mounts':[{'Source':'/run/podman/'}]} | {'Mounts':[{'Source':'/run/user/1000/bus'}]}",
                "5.32 | {'Mounts':[{'Source':'/run/user/1000'}]} | {'Mounts':[{'Source':'/run/user/alice'}]}",
                "5.32 | {'Mounts':[{'Source':'/srv'}]} | {'Mounts':[{'Source':'/srv/engines'}]}",
                "5.32 | {'Mounts':[{'Source':'/srv/engine/own.sock'}]} | {'Mounts':[{'Source':'/srv/engine/own'}]}"
            })
    void failsWhatIsUnsafeAndPassesItsNeighbour(String id, String unsafe, String safe) {
        assertThat(judge(id, unsafe).standing()).as(unsafe).isEqualTo(Standing.FAIL);
        assertThat(judge(id, safe).standing()).as(safe).isEqualTo(Standing.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5.18 | {'HostConfig':{'Devices':[{'PathOnHost':'/dev/kvm'}]}} | /dev/kvm",
                "5.18 | {'HostConfig':{'DeviceRequests':[{'Driver':'nvidia'}]}} | nvidia",
                "5.18 | {'HostConfig':{'Privileged':true}} | privileged: all of them",
                "5.19 | {} | the default limits",
                "5.30 | {'HostConfig':{'NetworkMode':'default'}} | on the default bridge"
            })
    void tellsWhatAPersonMustJudge(String id, String json, String detail) {
        assertThat(judge(id, json)).isEqualTo(Judgement.info(detail));
    }

    @Test
    void isNotApplicableWhereTheKernelHasNoSuchThing() {
        Surroundings none = new Surroundings(false, "", false, false, false, Optional.of(true), true, Optional.empty());
        ContainerFacts container = read("{}");
        assertThat(ContainerRules.judge("5.2", container, none).standing()).isEqualTo(Standing.NOT_APPLICABLE);
        assertThat(ContainerRules.judge("5.3", container, none).standing()).isEqualTo(Standing.NOT_APPLICABLE);
        assertThat(ContainerRules.judge("5.26", container, none)).isEqualTo(Judgement.PASS);
        ContainerFacts refused = read("{'HostConfig':{'SecurityOpt':['no-new-privileges=0']}}");
        assertThat(ContainerRules.judge("5.26", refused, none).standing()).isEqualTo(Standing.FAIL);
    }

    /** Where the engine has no profile, only a container's own protects it. */
    @Test
    void anEngineWithoutSeccompLeavesContainersWithoutAProfile() {
        Surroundings none = new Surroundings(false, "", false, false, false, Optional.of(true), true, Optional.empty());
        assertThat(ContainerRules.judge("5.22", read("{}"), none).standing()).isEqualTo(Standing.FAIL);
        ContainerFacts own = read("{'HostConfig':{'SecurityOpt':['seccomp={}']}}");
        assertThat(ContainerRules.judge("5.22", own, none)).isEqualTo(Judgement.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "'name=seccomp,profile=default', true",
        "'name=seccomp,profile=builtin', true",
        "'name=seccomp,profile=unconfined', false"
    })
    void anEngineSaysWhetherItHasAProfile(String option, boolean seccomp) {
        assertThat(new SecurityOptions(List.of(option)).seccomp()).isEqualTo(seccomp);
    }

    /** What the first process is counts more than what it is called, or what the engine is told by now. */
    @Test
    void theFirstProcessSaysWhoItIsAndWhatItMayGain() {
        FirstProcess root = new FirstProcess(OptionalLong.of(0), Optional.of(false));
        FirstProcess user = new FirstProcess(OptionalLong.of(7), Optional.of(true));
        ContainerFacts app = read("{'Config':{'User':'app'}}");
        assertThat(ContainerRules.judge("4.1", app.withFirst(root), PLAIN))
                .isEqualTo(Judgement.fail("the user app is root"));
        assertThat(ContainerRules.judge("4.1", app.withFirst(user), PLAIN)).isEqualTo(Judgement.PASS);
        assertThat(ContainerRules.judge("5.26", app.withFirst(user), PLAIN)).isEqualTo(Judgement.PASS);
        ContainerFacts told = read("{'HostConfig':{'SecurityOpt':['no-new-privileges']}}");
        assertThat(ContainerRules.judge("5.26", told.withFirst(root), PLAIN).standing())
                .isEqualTo(Standing.FAIL);
        Surroundings unseen = new Surroundings(false, "", false, false, true, Optional.empty(), true, Optional.empty());
        assertThat(ContainerRules.judge("5.26", app, unseen).standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void podmansUsualControlGroupsAreNoneOfTheContainersOwn() {
        Surroundings podman =
                new Surroundings(true, "", false, false, true, Optional.of(false), true, Optional.empty());
        ContainerFacts container = read("{'HostConfig':{'CgroupParent':'user.slice'}}");
        assertThat(ContainerRules.judge("5.25", container, podman)).isEqualTo(Judgement.PASS);
        assertThat(ContainerRules.judge("5.25", container, PLAIN).standing()).isEqualTo(Standing.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"/usr/sbin/sshd -D, FAIL", "sshd: alice [priv], FAIL", "/bin/sh -c sshd-like, PASS", "sshd-keygen, PASS"
    })
    void knowsAnSshServer(String command, Standing standing) {
        ContainerFacts container = read("{}").withProcesses(List.of("nginx", command));
        assertThat(ContainerRules.judge("5.7", container, PLAIN).standing()).isEqualTo(standing);
    }

    @Test
    void doesNotPassWhatTheEngineDidNotTell() {
        assertThat(judge("5.7", "{}").standing()).isEqualTo(Standing.UNKNOWN);
    }

    /** Whatever an engine sends is read as far as it makes sense. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "'x'",
                "{'HostConfig':[],'Config':7,'Mounts':{},'NetworkSettings':{'Ports':[1]},'State':null}",
                "{'HostConfig':{'CapAdd':'ALL','PidsLimit':'x','Devices':[1,null]},'Mounts':[null,3]}",
                "{'NetworkSettings':{'Ports':{'x':[{'HostPort':'99999999999'}],'y':7}}}"
            })
    void readsNonsenseAsEmpty(String json) {
        ContainerFacts container = read(json);
        for (String id : ContainerRules.ids()) {
            assertThat(ContainerRules.judge(id, container, PLAIN)).isNotNull();
        }
    }

    @Test
    void keepsNoValueOfAVariable() {
        assertThat(read("{'Config':{'Env':['TOKEN=secret','A']}}").config().environment())
                .containsExactly("TOKEN", "A");
    }
}
