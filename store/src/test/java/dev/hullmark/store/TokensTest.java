package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.store.Tokens.Role;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aTokenIsKnownByItsSecretUntilItExpiresOrIsRemoved(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Tokens tokens = new Tokens(database);
            tokens.add("s1", "first", Role.ADMIN, Optional.empty(), NOW);
            tokens.add("s1", "again", Role.VIEWER, Optional.empty(), NOW);
            tokens.add(
                    "s2",
                    "ci",
                    Role.OPERATOR,
                    List.of("registry.example/a/*", "registry.example/b"),
                    "admin",
                    Optional.of(NOW.plusSeconds(60)),
                    NOW);
            assertThat(tokens.find("s1", NOW).map(Tokens.Token::name)).contains("first");
            Tokens.Token ci = tokens.find("s2", NOW).orElseThrow();
            assertThat(ci.scope()).containsExactly("registry.example/a/*", "registry.example/b");
            assertThat(ci.createdBy()).isEqualTo("admin");
            assertThat(tokens.find("s2", NOW.plusSeconds(60))).isEmpty();
            assertThat(tokens.page(0, 9)).extracting(Tokens.Token::name).containsExactly("first", "ci");
            assertThat(tokens.forget(NOW.plusSeconds(60))).isEqualTo(1);
            long first = tokens.page(0, 9).getFirst().id();
            assertThat(tokens.remove(first).map(Tokens.Token::name)).contains("first");
            assertThat(tokens.remove(first)).isEmpty();
            assertThat(tokens.find("s1", NOW)).isEmpty();
        }
    }

    /** A token of a server before it had users is good after. */
    @Test
    void anOldTokenGoesOn(@TempDir Path dir) throws Exception {
        String url = "jdbc:sqlite:" + dir.resolve("old.db");
        Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:dev/hullmark/store/migrations")
                .placeholders(Database.words(false))
                .target("2")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into token (hash, name, role, created_at) values ('" + Hashes.whole("old")
                    + "', 'first start', 'admin', " + NOW.toEpochMilli() + ")");
        }
        try (Database database = Database.open(url)) {
            Tokens.Token old = new Tokens(database).find("old", NOW).orElseThrow();
            assertThat(old.role()).isEqualTo(Role.ADMIN);
            assertThat(old.scope()).isEmpty();
            assertThat(old.created()).isEqualTo(NOW);
        }
    }
}
