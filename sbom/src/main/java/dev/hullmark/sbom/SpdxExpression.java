package dev.hullmark.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Licence expressions of SPDX 2.3, annex D, over the identifiers of the SPDX licence list 3.26. Identifiers are matched
 * as the list writes them.
 */
public final class SpdxExpression {
    /** Longer than any sensible expression; deeper nesting cannot fit in it either. */
    private static final int LONGEST = 2_000;

    private static final Set<String> LICENCES = read("spdx-licences.txt");
    private static final Set<String> EXCEPTIONS = read("spdx-exceptions.txt");

    private final String text;
    private int at;

    private SpdxExpression(String text) {
        this.text = text;
    }

    /** Whether the text is the identifier of one listed licence. */
    public static boolean isLicence(String text) {
        return LICENCES.contains(text);
    }

    /**
     * Whether an expression holds, given which licences do: of {@code OR} one side must, of {@code AND} both.
     *
     * @param text {@link #isValid valid}
     * @param licence asked with {@code ID}, or {@code ID WITH EXCEPTION}
     */
    public static boolean holds(String text, Predicate<String> licence) {
        return new SpdxExpression(text).either(licence);
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
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        SpdxExpression expression = new SpdxExpression(text);
        return expression.compound() && expression.word().isEmpty();
    }

    private boolean compound() {
        do {
            if (!simple()) {
                return false;
            }
        } while (accept("AND") || accept("OR"));
        return true;
    }

    private boolean simple() {
        if (accept("(")) {
            return compound() && accept(")");
        }
        String licence = word();
        if (!LICENCES.contains(licence)
                && !(licence.endsWith("+") && LICENCES.contains(licence.substring(0, licence.length() - 1)))) {
            return false;
        }
        return !accept("WITH") || EXCEPTIONS.contains(word());
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
