package dev.hullmark.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Passwords CHEAP = new Passwords(new Passwords.Cost(64, 1, 1));

    /** The reference implementation's own test: "password", "somesalt", 64 MiB, two passes. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void theReferencesHashIsUnderstood() {
        assertThat(CHEAP.verify("password", REFERENCE)).isTrue();
        assertThat(CHEAP.verify("Password", REFERENCE)).isFalse();
        assertThat(CHEAP.outdated(REFERENCE)).isTrue();
    }

    @Test
    void aHashSaysItsCostAndHasASaltOfItsOwn() {
        String usual = new Passwords().hash("correct horse battery");
        assertThat(usual).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(new Passwords().outdated(usual)).isFalse();
        assertThat(CHEAP.verify("correct horse battery", usual)).isTrue();
        assertThat(CHEAP.hash("the same")).isNotEqualTo(CHEAP.hash("the same"));
    }

    @Test
    void oneLetterWrittenInTwoWaysIsOne() {
        assertThat(CHEAP.verify("cafe\u0301 au lait", CHEAP.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQa=$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            })
    void whatIsNoHashOrAsksForTooMuchIsNobodysPassword(String phc) {
        assertThat(CHEAP.verify("password", phc)).isFalse();
        assertThat(CHEAP.verify("", phc)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "elevenchars, eve, false",
        "twelve chars, eve, true",
        "aaaaaaaaaaaaaaaa, eve, false",
        "administrator1, Administrator1, false"
    })
    void aNewPasswordIsNotTooEasy(String password, String user, boolean good) {
        assertThat(Passwords.flaw(password, user).isEmpty()).isEqualTo(good);
    }
}
