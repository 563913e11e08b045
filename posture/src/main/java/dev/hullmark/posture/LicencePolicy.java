package dev.hullmark.posture;

import java.util.ArrayList;
import java.util.List;

/**
 * Which licences may be in an image.
 *
 * @param allowed SPDX identifiers, {@code *} for any text ({@code BSD-*}); empty allows all that is not denied
 * @param denied the same; wins over {@code allowed}
 */
public record LicencePolicy(List<String> allowed, List<String> denied) {
    /** Everything may be. */
    public static final LicencePolicy NONE = new LicencePolicy(List.of(), List.of());

    public LicencePolicy {
        allowed = canonical(allowed);
        denied = canonical(denied);
    }

    /** Whether there is anything to judge by. */
    public boolean isEmpty() {
        return allowed.isEmpty() && denied.isEmpty();
    }

    /** Whether one licence, {@code ID} or {@code ID WITH EXCEPTION}, is denied: an exception listed itself is not. */
    boolean denies(String licence) {
        return matches(denied, licence);
    }

    boolean allows(String licence) {
        return allowed.isEmpty() || matches(allowed, licence);
    }

    private static boolean matches(List<String> patterns, String licence) {
        int with = licence.indexOf(" WITH ");
        String id = LicenceNames.canonical(with < 0 ? licence : licence.substring(0, with));
        String whole = with < 0 ? id : id + licence.substring(with);
        for (String pattern : patterns) {
            if (glob(pattern, id) || glob(pattern, whole)) {
                return true;
            }
        }
        return false;
    }

    private static boolean glob(String pattern, String id) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equalsIgnoreCase(id)
                : id.length() >= pattern.length() - 1
                        && id.regionMatches(true, 0, pattern, 0, star)
                        && id.regionMatches(
                                true,
                                id.length() - (pattern.length() - star - 1),
                                pattern,
                                star + 1,
                                pattern.length() - star - 1);
    }

    private static List<String> canonical(List<String> ids) {
        List<String> all = new ArrayList<>(ids.size());
        for (String id : ids) {
            if (!id.isBlank()) {
                all.add(LicenceNames.canonical(id.strip()));
            }
        }
        return List.copyOf(all);
    }
}
