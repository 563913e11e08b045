package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.store.Tokens.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration IDLE = Duration.ofHours(2);

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aUserIsAddedOnceChangedAndRemoved(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Users users = new Users(database);
            assertThat(users.any()).isFalse();
            assertThat(users.add("admin", "hash", Role.ADMIN, NOW)).isTrue();
            assertThat(users.add("admin", "other", Role.VIEWER, NOW)).isFalse();
            assertThat(users.add("eve", "hash2", Role.VIEWER, NOW)).isTrue();
            assertThat(users.change("eve", Optional.of(Role.OPERATOR), Optional.empty()))
                    .isEqualTo(Users.Change.DONE);
            long eve = users.find("eve").orElseThrow().id();
            users.loggedIn(eve, "192.0.2.1", NOW);
            Users.Credentials credentials = users.credentials("eve").orElseThrow();
            assertThat(credentials.user())
                    .isEqualTo(new Users.User(eve, "eve", Role.OPERATOR, false, false, NOW, Optional.of(NOW)));
            assertThat(credentials.password()).isEqualTo("hash2");
            assertThat(credentials.lastAddress()).isEqualTo("192.0.2.1");
            assertThat(credentials.toString()).doesNotContain("hash2");
            users.rehash(eve, "not it any more", "hash3");
            assertThat(users.credentials("eve").orElseThrow().password()).isEqualTo("hash2");
            users.rehash(eve, "hash2", "hash3");
            assertThat(users.credentials("eve").orElseThrow().password()).isEqualTo("hash3");
            assertThat(users.page("admin", 10)).extracting(Users.User::name).containsExactly("eve");
            assertThat(users.remove("eve")).isEqualTo(Users.Change.DONE);
            assertThat(users.remove("eve")).isEqualTo(Users.Change.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theLastAdministratorStays(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Users users = new Users(database);
            users.add("a", "", Role.ADMIN, NOW);
            users.add("b", "", Role.ADMIN, NOW);
            List<Users.Change> changes = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = List.of(
                    Thread.ofVirtual().start(() -> changes.add(users.remove("a"))),
                    Thread.ofVirtual()
                            .start(() -> changes.add(users.change("b", Optional.empty(), Optional.of(true)))));
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(changes).containsExactlyInAnyOrder(Users.Change.DONE, Users.Change.LAST_ADMIN);
            String left = users.page("", 9).stream()
                    .filter(u -> !u.disabled())
                    .map(Users.User::name)
                    .findFirst()
                    .orElseThrow();
            assertThat(users.change(left, Optional.of(Role.VIEWER), Optional.empty()))
                    .isEqualTo(Users.Change.LAST_ADMIN);
            assertThat(users.find(left).orElseThrow().role()).isEqualTo(Role.ADMIN);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anIssuersUserHasTheRoleOfTheLastLoginAndTakesNobodysName(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Users users = new Users(database);
            users.add("admin", "hash", Role.ADMIN, NOW);
            assertThat(users.oidc("https://issuer.example|1", "admin", Role.ADMIN, NOW))
                    .isEmpty();
            Users.User eve = users.oidc("https://issuer.example|2", "eve", Role.VIEWER, NOW)
                    .orElseThrow();
            assertThat(eve.oidc()).isTrue();
            Users.User again = users.oidc("https://issuer.example|2", "renamed", Role.OPERATOR, NOW)
                    .orElseThrow();
            assertThat(again.id()).isEqualTo(eve.id());
            assertThat(again.name()).isEqualTo("eve");
            assertThat(again.role()).isEqualTo(Role.OPERATOR);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aSessionEndsUnusedOrOldOrWithItsUser(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Users users = new Users(database);
            users.add("admin", "", Role.ADMIN, NOW);
            users.add("eve", "", Role.VIEWER, NOW);
            long eve = users.find("eve").orElseThrow().id();
            Sessions sessions = new Sessions(database);
            sessions.open("one", eve, "192.0.2.1", "Browser", NOW, NOW.plusSeconds(20_000));
            sessions.open("two", eve, "192.0.2.1", "Browser", NOW, NOW.plusSeconds(20_000));

            assertThat(sessions.use("three", IDLE, NOW)).isEmpty();
            assertThat(sessions.use("one", IDLE, NOW.plusSeconds(7000))).isPresent();
            assertThat(sessions.use("one", IDLE, NOW.plusSeconds(14_000))).isPresent();
            assertThat(sessions.use("two", IDLE, NOW.plusSeconds(7200))).isEmpty();
            assertThat(sessions.use("one", IDLE, NOW.plusSeconds(20_000))).isEmpty();
            assertThat(sessions.of(eve, IDLE, NOW.plusSeconds(14_000)))
                    .extracting(Sessions.Seen::seen)
                    .containsExactly(NOW.plusSeconds(14_000));
            assertThat(sessions.forget(IDLE, NOW.plusSeconds(14_000))).isEqualTo(1);

            users.change("eve", Optional.of(Role.OPERATOR), Optional.empty());
            assertThat(sessions.use("one", IDLE, NOW.plusSeconds(14_000)).map(Sessions.Session::role))
                    .contains(Role.OPERATOR);
            users.change("eve", Optional.empty(), Optional.of(true));
            users.change("eve", Optional.empty(), Optional.of(false));
            assertThat(sessions.use("one", IDLE, NOW.plusSeconds(14_000))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sessionsAreEndedByTheirOwnersAlone(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Users users = new Users(database);
            users.add("adam", "", Role.ADMIN, NOW);
            users.add("eve", "", Role.VIEWER, NOW);
            long adam = users.find("adam").orElseThrow().id();
            long eve = users.find("eve").orElseThrow().id();
            Sessions sessions = new Sessions(database);
            for (String secret : List.of("1", "2", "3")) {
                sessions.open(secret, eve, "", "", NOW, NOW.plusSeconds(900));
            }
            long first = sessions.use("1", IDLE, NOW).orElseThrow().id();
            assertThat(sessions.end(adam, first)).isFalse();
            assertThat(sessions.end(eve, first)).isTrue();
            sessions.endOthers(eve, sessions.use("2", IDLE, NOW).orElseThrow().id());
            assertThat(sessions.use("3", IDLE, NOW)).isEmpty();
            assertThat(sessions.use("2", IDLE, NOW)).isPresent();
            sessions.end("2");
            assertThat(sessions.of(eve, IDLE, NOW)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aBegunLoginIsEndedOnce(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Logins logins = new Logins(database);
            Logins.Begun begun = new Logins.Begun("nonce", "verifier", "/images");
            assertThat(logins.begin("state", begun, NOW.plusSeconds(600), NOW)).isTrue();
            assertThat(logins.begin("late", begun, NOW.plusSeconds(600), NOW)).isTrue();
            assertThat(logins.take("late", NOW.plusSeconds(600))).isEmpty();
            assertThat(logins.take("state", NOW)).contains(begun);
            assertThat(logins.take("state", NOW)).isEmpty();
        }
    }
}
