package dev.hullmark.server.ui;

import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A form as its page shows it: empty, as something is now, or as somebody sent it, with what is wrong. Passwords and
 * secrets are never in it.
 *
 * @param values by the fields' names
 * @param field that is wrong; "" for none, or for no single one
 * @param sentence what is wrong with it, or ""
 */
public record Filled(Map<String, List<String>> values, String field, String sentence) {
    static final Filled EMPTY = new Filled(Map.of(), "", "");

    /** A webhook's address lets whoever has it post. */
    private static final Set<String> SECRET = Set.of("password", "old", "new", "again", "secret", "url", "csrf");

    public Filled {
        values = Map.copyOf(values);
    }

    static Filled of(Map<String, List<String>> values) {
        return new Filled(values, "", "");
    }

    /** @param fields the form's names of what the API names otherwise */
    static Filled wrong(Forms.Form form, Refused refused, Map<String, String> fields) {
        Map<String, List<String>> kept = new HashMap<>(form.fields());
        kept.keySet().removeAll(SECRET);
        return new Filled(kept, fields.getOrDefault(refused.field(), refused.field()), refused.sentence());
    }

    /** What is wrong beside any form. */
    static Filled trouble(Refused refused) {
        return new Filled(Map.of(), "", refused.sentence());
    }

    public boolean wrong(String name) {
        return !sentence.isEmpty() && field.equals(name);
    }

    /** One value a line; "" where there is none. */
    public String text(String name) {
        return String.join("\n", values.getOrDefault(name, List.of()));
    }

    public boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    public boolean said(String name) {
        return values.containsKey(name);
    }

    /** For {@code aria-describedby}; "" for nothing. */
    public String describedBy(String name, String hint) {
        String hinted = hint.isEmpty() ? "" : name + "-hint";
        return wrong(name) ? (name + "-wrong " + hinted).strip() : hinted;
    }
}
