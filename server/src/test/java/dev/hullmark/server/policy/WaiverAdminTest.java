package dev.hullmark.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Database;
import dev.hullmark.store.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class WaiverAdminTest {
    private static Caller caller(Tokens.Role role) {
        return new Caller("somebody", role, new Caller.Token(List.of()));
    }

    private static ObjectNode of(String... patterns) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", "CVE-2026-1").put("reason", "none");
        var repositories = json.putObject("scope").putArray("repositories");
        List.of(patterns).forEach(repositories::add);
        return json;
    }

    @Test
    void operatorsWaiveInRegistriesTheyName(@TempDir Path dir) {
        try (Database database = Database.file(dir.resolve("hullmark.db"))) {
            WaiverAdmin waivers = new WaiverAdmin(new Context(database, dir, Clock.systemUTC()));
            Caller operator = caller(Tokens.Role.OPERATOR);
            for (String wide :
                    List.of("*", "**", "*/*", "*.*", "?*", "*/team/app", "r*/*", "/*", "r?gistry/a", "app")) {
                assertThatThrownBy(() -> waivers.create(operator, of("registry.example.com/team/*", wide)))
                        .as(wide)
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("Only an administrator");
            }
            waivers.create(operator, of("registry.example.com/team/*", "registry.example.com:5000/*"));
            waivers.create(caller(Tokens.Role.ADMIN), of("*/*"));
            assertThat(waivers.page(false, Long.MAX_VALUE, 10)).hasSize(2);
            long wide = waivers.page(false, Long.MAX_VALUE, 10).getFirst().id();
            assertThatThrownBy(() -> waivers.end(operator, Optional.of(wide))).isInstanceOf(Refused.class);
        }
    }
}
