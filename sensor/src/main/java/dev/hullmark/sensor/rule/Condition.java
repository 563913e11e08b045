package dev.hullmark.sensor.rule;

import dev.hullmark.sensor.event.Event;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** What has to be true of an event. A field that the event does not have makes every comparison false. */
sealed interface Condition {
    boolean test(Event event);

    /** All hold. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Event event) {
            return parts.stream().allMatch(part -> part.test(event));
        }
    }

    /** At least one holds. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Event event) {
            return parts.stream().anyMatch(part -> part.test(event));
        }
    }

    /** It does not hold. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean test(Event event) {
            return !part.test(event);
        }
    }

    /** A field alone: it is true; with {@code exists}: the event has it. */
    record Has(Function<Event, Value> field, boolean exists) implements Condition {
        @Override
        public boolean test(Event event) {
            Value value = field.apply(event);
            return exists ? value.exists() : value.holds();
        }
    }

    /** Some text of the field compares to some of the words. */
    record Compare(Function<Event, Value> field, Comparison comparison, List<String> words) implements Condition {
        @Override
        public boolean test(Event event) {
            return field.apply(event).texts().stream()
                    .anyMatch(text -> words.stream().anyMatch(word -> comparison.test(text, word)));
        }
    }

    /** How a text compares to a word. */
    enum Comparison {
        EQUALS("=", String::equals),
        DIFFERS("!=", (text, word) -> !text.equals(word)),
        LESS("<", (text, word) -> number(text) < number(word)),
        AT_MOST("<=", (text, word) -> number(text) <= number(word)),
        MORE(">", (text, word) -> number(text) > number(word)),
        AT_LEAST(">=", (text, word) -> number(text) >= number(word)),
        IN("in", String::equals),
        STARTS("startswith", String::startsWith),
        ENDS("endswith", String::endsWith),
        CONTAINS("contains", String::contains),
        UNDER("under", (text, word) -> text.equals(word) || text.startsWith(word.endsWith("/") ? word : word + "/"));

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
        private final BiPredicate<String, String> test;

        Comparison(String word, BiPredicate<String, String> test) {
            this.word = word;
            this.test = test;
        }

        /** As it is written. */
        String word() {
            return word;
        }

        boolean test(String text, String other) {
            return test.test(text, other);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return Double.NaN; // Compares to nothing.
            }
        }
    }
}
