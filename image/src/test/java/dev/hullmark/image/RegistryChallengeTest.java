package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryChallengeTest {
    @Test
    void readsQuotedAndBareParameters() {
        RegistryChallenge challenge = RegistryChallenge.choose(List.of(
                        "Bearer realm=\"https://auth.example.com/t?a=b,c\",service=reg,SCOPE=\"re\\\"po:x:pull,push\""))
                .orElseThrow();
        assertThat(challenge.scheme()).isEqualTo("bearer");
        assertThat(challenge.parameter("realm")).isEqualTo("https://auth.example.com/t?a=b,c");
        assertThat(challenge.parameter("service")).isEqualTo("reg");
        assertThat(challenge.parameter("scope")).isEqualTo("re\"po:x:pull,push");
        assertThat(challenge.parameter("none")).isEmpty();
    }

    @Test
    void prefersTokensToPasswords() {
        assertThat(RegistryChallenge.choose(List.of("Basic realm=x", "Negotiate", "bearer realm=y"))
                        .orElseThrow()
                        .scheme())
                .isEqualTo("bearer");
        assertThat(RegistryChallenge.choose(List.of("Negotiate", "BASIC"))
                        .orElseThrow()
                        .scheme())
                .isEqualTo("basic");
        assertThat(RegistryChallenge.choose(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer realm",
                "Bearer realm=",
                "Bearer realm=\"",
                "Bearer ,,,=,=\"\",",
            })
    void survivesNonsense(String header) {
        assertThat(RegistryChallenge.choose(List.of(header))
                        .map(c -> c.parameter("realm"))
                        .orElse(""))
                .isEmpty();
    }
}
