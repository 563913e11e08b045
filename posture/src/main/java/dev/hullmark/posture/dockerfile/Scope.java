package dev.hullmark.posture.dockerfile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that an instruction sees: ARG and ENV of its stage so far, and of the stages it is built on. ENV wins over
 * ARG of the same name. What the base image sets is not known.
 */
final class Scope {
    private final Map<String, Value> env = new HashMap<>();
    private final Map<String, Value> args = new HashMap<>();
    private final Budget budget;

    /** What all scopes together may hold. */
    static final class Budget {
        private int left = Limits.EXPANDED_ALL;

        boolean take(int characters) {
            left -= characters;
            return left >= 0;
        }
    }

    Scope(Budget budget) {
        this.budget = budget;
    }

    /** What a stage built on another begins with. */
    Scope child() {
        Scope child = new Scope(budget);
        child.env.putAll(env);
        child.args.putAll(args);
        return child;
    }

    void env(String name, Value value) {
        put(env, name, value);
    }

    void arg(String name, Value value) {
        put(args, name, value);
    }

    private void put(Map<String, Value> variables, String name, Value value) {
        if (variables.size() < Limits.VARIABLES || variables.containsKey(name)) {
            variables.put(name, budget.take(value.text().length()) ? value : new Value(value.written(), "", false));
        }
    }

    Optional<Value> get(String name) {
        return Optional.ofNullable(env.get(name)).or(() -> Optional.ofNullable(args.get(name)));
    }
}
