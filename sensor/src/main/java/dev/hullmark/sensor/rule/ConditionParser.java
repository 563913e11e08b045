package dev.hullmark.sensor.rule;

import dev.hullmark.sensor.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads conditions:
 *
 * <pre>
 * condition = and { "or" and }
 * and       = not { "and" not }
 * not       = [ "not" ] ( "(" condition ")" | NAME-OF-A-MACRO | FIELD [ "exists" | OPERATOR words ] )
 * words     = word | "(" word { "," word } ")"
 * word      = bare word | 'text' | "text" | NAME-OF-A-LIST, in parentheses
 * </pre>
 */
final class ConditionParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([(),])|(!=|<=|>=|=|<|>)|\"([^\"]*)\"|'([^']*)'|([^\\s(),=<>!\"']+))");
    /** Parentheses in parentheses. */
    private static final int DEPTH = 50;

    private final Map<String, List<String>> lists;
    private final Map<String, Condition> macros;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private record Token(String text, boolean quoted) {}

    private ConditionParser(String text, Map<String, List<String>> lists, Map<String, Condition> macros) {
        this.lists = lists;
        this.macros = macros;
        tokens = tokens(text);
    }

    /**
     * Reads one.
     *
     * @throws RuleException with the reason, if it is none
     */
    static Condition parse(String text, Map<String, List<String>> lists, Map<String, Condition> macros) {
        var parser = new ConditionParser(text, lists, macros);
        Condition condition = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw new RuleException("'" + parser.tokens.get(parser.at).text() + "' is too much in: " + text.strip());
        }
        return condition;
    }

    private static List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && !text.substring(end).isBlank()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new RuleException("cannot read: " + text.substring(end).strip());
            }
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    tokens.add(new Token(matcher.group(group), group == 3 || group == 4));
                }
            }
            end = matcher.end();
        }
        return tokens;
    }

    private Condition or() {
        if (++depth > DEPTH) {
            throw new RuleException("too many parentheses");
        }
        var parts = new ArrayList<>(List.of(and()));
        while (take("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Condition.Any(List.copyOf(parts));
    }

    private Condition and() {
        var parts = new ArrayList<>(List.of(not()));
        while (take("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(List.copyOf(parts));
    }

    private Condition not() {
        boolean negated = false;
        while (take("not")) {
            negated = !negated;
        }
        Condition condition = one();
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition one() {
        if (take("(")) {
            Condition inner = or();
            expect(")");
            return inner;
        }
        String name = next("a field").text();
        Condition macro = macros.get(name);
        if (macro != null) {
            return macro;
        }
        Function<Event, Value> field =
                Fields.named(name).orElseThrow(() -> new RuleException("no field is called '" + name + "'"));
        if (take("exists")) {
            return new Condition.Has(field, true);
        }
        return comparison()
                .<Condition>map(comparison -> new Condition.Compare(field, comparison, words(comparison)))
                .orElseGet(() -> new Condition.Has(field, false));
    }

    private Optional<Condition.Comparison> comparison() {
        for (Condition.Comparison comparison : Condition.Comparison.values()) {
            if (take(comparison.word())) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    private List<String> words(Condition.Comparison comparison) {
        if (!take("(")) {
            if (comparison == Condition.Comparison.IN) {
                throw new RuleException("'in' wants words in parentheses");
            }
            return List.of(next("a word").text());
        }
        var words = new ArrayList<String>();
        do {
            Token word = next("a word");
            List<String> list = word.quoted() ? null : lists.get(word.text());
            words.addAll(list == null ? List.of(word.text()) : list);
        } while (take(","));
        expect(")");
        return List.copyOf(words);
    }

    private Token next(String wanted) {
        if (at >= tokens.size()) {
            throw new RuleException("it ends where " + wanted + " should stand");
        }
        return tokens.get(at++);
    }

    private boolean take(String text) {
        boolean there = at < tokens.size()
                && !tokens.get(at).quoted()
                && tokens.get(at).text().equals(text);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String text) {
        if (!take(text)) {
            throw new RuleException("'" + text + "' is missing");
        }
    }
}
