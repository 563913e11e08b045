package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
