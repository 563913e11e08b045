package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a database that can't be had. */
class DatabaseTest {
    @Test
    void aHostThatNobodyKnowsIsSaidToBeOne() {
        assertThatThrownBy(() -> Database.open("jdbc:postgresql://database.invalid/hullmark?user=u&password=hidden"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nobody knows the host database.invalid")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aPasswordOfAnyCharactersIsTakenFromTheEnvironment() throws Exception {
        String password = "a&b=c%d+e,f'g:h/i#j k\\l\"m$n";
        String url = Postgres.guarded(password);
        try (Database database = Database.open(url, Map.of("PGPASSWORD", password))) {
            assertThat(new Jobs(database).byState()).isEmpty();
        }
        assertThatThrownBy(() -> Database.open(url, Map.of("PGPASSWORD", "another")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("password authentication failed");
    }
}
