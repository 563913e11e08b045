package dev.hullmark.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Licence expressions of SPDX 2.3, annex D, over the identifiers of the SPDX licence list 3.26. Identifiers are matched
 * as the list writes them.
 */
public final class SpdxExpression {
    /** Longer than any sensible expression; deeper nesting cannot fit in it either. */
    private static final int LONGEST = 2_000;

    private static final Set<String> LICENCES = read("spdx-licences.txt");
    private static final Set<String> EXCEPTIONS = read("spdx-exceptions.txt");

    /** The list's spelling by the lower case, in which packages often write it. */
    private static final Map<String, String> BY_LOWER_CASE = LICENCES.stream()
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), Function.identity()));

    private final String text;

    /** Whether names that are not on the list count too. */
    private final boolean anyName;

    private int operators;
    private int at;

    private SpdxExpression(String text, boolean anyName) {
        this.text = text;
        this.anyName = anyName;
    }

    /** Whether the text is the identifier of one listed licence. */
    public static boolean isLicence(String text) {
        return LICENCES.contains(text);
    }

    /** The identifier of one listed licence as the list writes it, for one that differs in case only. */
    public static Optional<String> listed(String text) {
        return Optional.ofNullable(BY_LOWER_CASE.get(text.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether an expression holds, given which licences do: of {@code OR} one side must, of {@code AND} both.
     *
     * @param text {@link #isValid valid}, or {@link #isCompound compound}
     * @param licence asked with {@code ID}, or {@code ID WITH EXCEPTION}
     */
    public static boolean holds(String text, Predicate<String> licence) {
        return new SpdxExpression(text, true).either(licence);
    }

    private boolean either(Predicate<String> licence) {
        boolean holds = both(licence);
        while (accept("OR")) {
            holds |= both(licence);
        }
        return holds;
    }

    private boolean both(Predicate<String> licence) {
        boolean holds = one(licence);
        while (accept("AND")) {
            holds &= one(licence);
        }
        return holds;
    }

    private boolean one(Predicate<String> licence) {
        if (accept("(")) {
            boolean holds = either(licence);
            accept(")");
            return holds;
        }
        String id = word();
        return licence.test(accept("WITH") ? id + " WITH " + word() : id);
    }

    /** Whether the text is an expression in which every licence is listed. */
    public static boolean isValid(String text) {
        return new SpdxExpression(text, false).whole();
    }

    /**
     * Whether the text joins names as an expression does, be they listed or not ({@code MIT AND LicenseRef-vendor}): what
     * is joined can be judged name by name.
     */
    public static boolean isCompound(String text) {
        SpdxExpression expression = new SpdxExpression(text, true);
        return expression.whole() && expression.operators > 0;
    }

    private boolean whole() {
        return !text.isEmpty() && text.length() <= LONGEST && compound() && word().isEmpty();
    }

    private boolean compound() {
        while (simple()) {
            if (!accept("AND") && !accept("OR")) {
                return true;
            }
            operators++;
        }
        return false;
    }

    private boolean simple() {
        if (accept("(")) {
            return compound() && accept(")");
        }
        String licence = word();
        if (!known(licence)) {
            return false;
        }
        return !accept("WITH") || (anyName ? isName(word()) : EXCEPTIONS.contains(word()));
    }

    private boolean known(String licence) {
        boolean later = licence.endsWith("+");
        return anyName
                ? isName(licence)
                : LICENCES.contains(licence)
                        || (later && LICENCES.contains(licence.substring(0, licence.length() - 1)));
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && !Set.of("(", ")", "AND", "OR", "WITH").contains(word);
    }

    private boolean accept(String wanted) {
        int before = at;
        if (word().equals(wanted)) {
            return true;
        }
        at = before;
        return false;
    }

    /** The next word or bracket; "" at the end. */
    private String word() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int start = at;
        while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start && at < text.length()) {
            at++;
        }
        return text.substring(start, at);
    }

    private static Set<String> read(String resource) {
        try (InputStream in = SpdxExpression.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new HashSet<>(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
