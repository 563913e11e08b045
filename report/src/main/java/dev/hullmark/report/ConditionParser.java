package dev.hullmark.report;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Severity;
import dev.hullmark.report.Condition.Comparison;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a condition:
 *
 * <pre>
 * any   := all { "or" all }
 * all   := one { "and" one }
 * one   := "not" one | "(" any ")" | severity | kind | "kev" | "fixed" | "new"
 *        | ("epss" | "cvss") sign number | "fix-age" sign number ("h" | "d" | "w")
 * sign  := ">" | ">=" | "<" | "<="
 * </pre>
 *
 * Words in any case; what is wrong is told with its column.
 */
final class ConditionParser {
    private static final String KNOWN = "known are the severities, the kinds of finding, kev, fixed, new, epss, cvss,"
            + " fix-age, and, or, not and parentheses";

    private final String text;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Set<String> feeds = new TreeSet<>();
    private boolean usesNew;
    private int at;
    private int start;
    private String token = "";
    private int depth;

    private ConditionParser(String text) {
        this.text = text;
    }

    static FailOn parse(String text) {
        if (text.length() > Limits.CONDITION) {
            throw new HullmarkException("--fail-on is longer than " + Limits.CONDITION + " characters");
        }
        ConditionParser parser = new ConditionParser(text);
        parser.next();
        if (parser.token.isEmpty()) {
            throw new HullmarkException("--fail-on is empty; name a severity, or a condition (docs/gates.md)");
        }
        Condition condition = parser.any();
        if (!parser.token.isEmpty()) {
            throw parser.wrong("'" + Text.visible(parser.token) + "' is not expected here; join terms by and, or");
        }
        return new FailOn(text.strip(), condition, parser.kinds, parser.feeds, parser.usesNew);
    }

    private Condition any() {
        Condition left = all();
        while (token.equals("or")) {
            next();
            left = new Condition.Or(left, all());
        }
        return left;
    }

    private Condition all() {
        Condition left = one();
        while (token.equals("and")) {
            next();
            left = new Condition.And(left, one());
        }
        return left;
    }

    private Condition one() {
        if (++depth > Limits.CONDITION_DEPTH) {
            throw wrong("more than " + Limits.CONDITION_DEPTH + " conditions are nested");
        }
        Condition condition = term();
        depth--;
        return condition;
    }

    private Condition term() {
        String word = token;
        return switch (word) {
            case "not" -> {
                next();
                yield new Condition.Not(one());
            }
            case "(" -> {
                next();
                Condition inner = any();
                if (!token.equals(")")) {
                    throw wrong("')' is missing");
                }
                next();
                yield inner;
            }
            case "kev" -> {
                feeds.add("KEV");
                next();
                yield new Condition.Exploited();
            }
            case "fixed" -> {
                next();
                yield new Condition.Fixed();
            }
            case "new" -> {
                usesNew = true;
                next();
                yield new Condition.New();
            }
            case "epss" -> {
                feeds.add("EPSS");
                next();
                yield new Condition.Epss(sign(word), number(1));
            }
            case "cvss" -> {
                next();
                yield new Condition.Cvss(sign(word), number(10));
            }
            case "fix-age" -> {
                next();
                yield new Condition.FixAge(sign(word), age());
            }
            default -> named(word);
        };
    }

    private Condition named(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.text().equals(word)) {
                next();
                return new Condition.AtLeast(severity);
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(word)) {
                kinds.add(kind);
                next();
                return new Condition.Is(kind);
            }
        }
        throw wrong(word.isEmpty() ? "a condition is missing" : "'" + Text.visible(word) + "' is not known; " + KNOWN);
    }

    private Comparison sign(String word) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign.equals(token)) {
                next();
                return comparison;
            }
        }
        throw wrong("'" + word + "' needs a comparison such as '" + word + " > 1': >, >=, < or <=");
    }

    private double number(int most) {
        Optional<Double> number = decimal(token);
        if (number.isEmpty() || number.get() > most) {
            throw wrong("expected a number from 0 to " + most);
        }
        next();
        return number.get();
    }

    private Duration age() {
        char unit = token.isEmpty() ? ' ' : token.charAt(token.length() - 1);
        int hours = unit == 'h' ? 1 : unit == 'd' ? 24 : unit == 'w' ? 168 : 0;
        Optional<Double> number = hours == 0 ? Optional.empty() : decimal(token.substring(0, token.length() - 1));
        if (number.isEmpty()) {
            throw wrong("expected an age such as 36h, 7d or 2w");
        }
        next();
        return Duration.ofSeconds(Math.round(number.get() * hours * 3600));
    }

    private static Optional<Double> decimal(String word) {
        int points = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            points += c == '.' ? 1 : 0;
            if ((c < '0' || c > '9') && c != '.') {
                return Optional.empty();
            }
        }
        boolean number = !word.isEmpty() && word.length() <= 9 && points <= 1 && word.length() > points;
        return number ? Optional.of(Double.parseDouble(word)) : Optional.empty();
    }

    private void next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        start = at;
        if (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' || c == '>') {
                at += at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1;
            } else if (c == '(' || c == ')') {
                at++;
            } else {
                while (at < text.length()
                        && "<>()".indexOf(text.charAt(at)) < 0
                        && !Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
            }
        }
        token = text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private HullmarkException wrong(String what) {
        return new HullmarkException("--fail-on, column " + (start + 1) + ": " + what);
    }
}
