package dev.hullmark.sensor.rule;

import java.util.List;

/** What a field of an event is: nothing, or one or more texts. Numbers are texts of digits, truth is {@code true}. */
record Value(List<String> texts) {
    static final Value NONE = new Value(List.of());

    Value {
        texts = List.copyOf(texts);
    }

    static Value of(String text) {
        return text.isEmpty() ? NONE : new Value(List.of(text));
    }

    static Value of(long number) {
        return new Value(List.of(Long.toString(number)));
    }

    static Value of(boolean truth) {
        return new Value(List.of(truth ? "true" : "false"));
    }

    static Value of(List<String> texts) {
        return texts.isEmpty() ? NONE : new Value(texts);
    }

    boolean exists() {
        return !texts.isEmpty();
    }

    /** Whether it is the one text {@code true}. */
    boolean holds() {
        return texts.size() == 1 && texts.getFirst().equals("true");
    }
}
