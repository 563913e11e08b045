package dev.hullmark.server.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What an ID token says of its user. */
final class Claims {
    private static final int LONGEST_NAME = 100;

    private Claims() {}

    /** A name for people, with no character that a user's name may not have. */
    static String name(IDTokenClaimsSet claims) {
        String name = Stream.of("preferred_username", "email", "sub")
                .map(claims::getStringClaim)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("user");
        String sound = name.replaceAll("[^A-Za-z0-9._@-]", "-");
        return sound.substring(0, Math.min(sound.length(), LONGEST_NAME));
    }

    /** @param claim {@code a.b} for one inside another, unless one has this name as it is */
    static List<String> groups(IDTokenClaimsSet claims, String claim) {
        return texts(value(claims.toJSONObject(), claim));
    }

    private static Optional<Object> value(Map<?, ?> object, String name) {
        Optional<Object> whole = Optional.ofNullable(object.get(name));
        int dot = name.indexOf('.');
        return whole.isPresent() || dot < 0
                ? whole
                : Optional.ofNullable(object.get(name.substring(0, dot)))
                        .flatMap(inner -> inner instanceof Map<?, ?> map
                                ? value(map, name.substring(dot + 1))
                                : Optional.empty());
    }

    private static List<String> texts(Optional<Object> value) {
        return switch (value.orElse(List.of())) {
            case String one -> List.of(one);
            case List<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            default -> List.of();
        };
    }
}
