package dev.hullmark.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
    private static IDTokenClaimsSet claims(String more) throws ParseException {
        return IDTokenClaimsSet.parse(
                "{\"iss\":\"https://i.example\",\"sub\":\"s\",\"aud\":\"c\",\"exp\":2,\"iat\":1" + more + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groups | ,\"groups\":[\"a\",\"b\"] | [a, b]",
                "groups | ,\"groups\":\"a\" | [a]",
                "groups | ,\"groups\":[1,{},null,\"a\"] | [a]",
                "groups | ,\"groups\":{\"a\":1} | []",
                "groups | '' | []",
                "realm_access.roles | ,\"realm_access\":{\"roles\":[\"a\"]} | [a]",
                "realm_access.roles | ,\"realm_access\":[\"roles\"] | []",
                "https://x.example/roles | ,\"https://x.example/roles\":[\"a\"] | [a]",
            })
    void groupsStandWhereTheClaimSays(String claim, String more, String groups) throws Exception {
        assertThat(Claims.groups(claims(more), claim)).hasToString(groups);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"preferred_username\":\"eve\",\"email\":\"e@x.example\" | eve",
                ",\"email\":\"e@x.example\" | e@x.example",
                ",\"preferred_username\":\" \" | s",
                ",\"preferred_username\":\"<b>eve</b>\" | -b-eve--b-",
                "'' | s",
            })
    void aNameIsForPeopleAndPlain(String more, String name) throws Exception {
        assertThat(Claims.name(claims(more))).isEqualTo(name);
    }
}
