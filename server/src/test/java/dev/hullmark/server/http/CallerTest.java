package dev.hullmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.store.Tokens.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    @ParameterizedTest
    @CsvSource({
        "r.example/shop/*, r.example/shop/a, true",
        "r.example/shop/*, r.example/shop/a/b, true",
        "r.example/shop/*, r.example/shop, false",
        "r.example/shop/*, r.example/shopping/a, false",
        "r.example/shop, r.example/shop, true",
        "r.example/shop, r.example/shop2, false",
        "*/shop, r.example:5000/shop, true",
        "*, anything/at/all, true",
        "r*e/s*p, r.example/shop, true",
        "a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
        "r.example, rxexample, false",
    })
    void patternsAreOfWholeNames(String pattern, String repository, boolean matches) {
        assertThat(Glob.matches(pattern, repository)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "r.example:5000/shop:1, true",
        "r.example:5000/shop@sha256:ab, true",
        "r.example:5000/shop:1@sha256:ab, true",
        "r.example:5000/other:shop, false",
        "r.example:5000/shop, true",
    })
    void anImageIsItsRepositorys(String name, boolean may) {
        Caller caller = new Caller("ci", Role.VIEWER, new Caller.Token(List.of("r.example:5000/shop")));
        assertThat(caller.scoped()).isTrue();
        assertThat(caller.mayImage(name)).isEqualTo(may);
    }

    @Test
    void withoutAScopeAllAreTheCallers() {
        Caller token = new Caller("ci", Role.VIEWER, new Caller.Token(List.of()));
        assertThat(token.scoped()).isFalse();
        assertThat(token.mayRepository("r.example/shop")).isTrue();
        assertThat(token.csrf()).isEmpty();
        Caller session = new Caller("eve", Role.VIEWER, new Caller.Session(1, 1, "secret"));
        assertThat(session.mayRepository("r.example/shop")).isTrue();
        assertThat(session.toString()).doesNotContain("secret");
    }
}
