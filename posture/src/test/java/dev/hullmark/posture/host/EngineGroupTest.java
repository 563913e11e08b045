package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EngineGroupTest {
    private static final String GROUPS = "root:x:0:\ndocker:x:106:alice\nadmins:x:200:mallory\nbroken\n";
    private static final String PASSWD = "root:x:0:106::/root:/bin/sh\neve:x:1001:106::/h:/bin/sh\n";

    private static Optional<EngineGroup> find(String told, OptionalInt socket) {
        return EngineGroup.find(GROUPS, PASSWD, told, socket);
    }

    @Test
    void whoseOwnGroupItIsIsAMemberToo() {
        assertThat(find("", OptionalInt.empty())).contains(new EngineGroup("docker", true, List.of("alice", "eve")));
    }

    @Test
    void itIsTheGroupThatDockerdWasToldOrElseTheSockets() {
        EngineGroup admins = new EngineGroup("admins", true, List.of("mallory"));
        assertThat(find("admins", OptionalInt.of(106))).contains(admins);
        assertThat(find("200", OptionalInt.empty())).contains(admins);
        assertThat(find("", OptionalInt.of(200))).contains(admins);
        assertThat(find("", OptionalInt.of(0))).isEmpty();
    }

    /** A directory service may have it. */
    @Test
    void aGroupThatIsNotInTheFileHasMembersThatCantBeSeen() {
        assertThat(find("", OptionalInt.of(9999))).contains(new EngineGroup("9999", false, List.of()));
        assertThat(find("ops", OptionalInt.empty())).contains(new EngineGroup("ops", false, List.of()));
        assertThat(EngineGroup.find("", "", "", OptionalInt.empty())).isEmpty();
    }
}
