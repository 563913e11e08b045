package dev.hullmark.server.ui;

import dev.hullmark.server.http.Forms;
import dev.hullmark.server.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A channel as a form, whose fields have the API's names. Whether they are right, the API's reader says. */
public final class ChannelForm {
    static final List<String> KINDS = List.of("webhook", "slack", "teams", "email");
    public static final List<String> EVENTS = List.of(
            "finding",
            "scan-failed",
            "policy-violated",
            "promoted",
            "image-pushed",
            "scan-finished",
            "advisories-updated");
    public static final List<String> CHANGES = List.of(
            "new",
            "exploited",
            "severity",
            "fixable",
            "withdrawn",
            "gone",
            "unjudged",
            "waived",
            "waiver-removed",
            "waiver-expired");
    private static final List<String> USUAL = List.of("finding", "scan-failed", "policy-violated");

    private ChannelForm() {}

    /** What {@code digestMinutes} may be, the one that is kept too, as {@code VALUE=WORDS}. */
    public static List<String> often(Filled form) {
        List<String> all = new ArrayList<>(
                List.of("0=At once", "60=Once an hour", "480=Every 8 hours", "1440=Once a day", "10080=Once a week"));
        String now = form.text("digestMinutes");
        if (now.matches("[0-9]{1,5}") && all.stream().noneMatch(one -> one.startsWith(now + "="))) {
            all.add(now + "=Every " + now + " minutes");
        }
        return all;
    }

    /** What {@code least} may be, the one that is kept too, likewise. */
    public static List<String> least(Filled form) {
        List<String> all =
                new ArrayList<>(List.of("=Any", "critical=Critical", "high=High", "medium=Medium", "low=Low"));
        Stream.of("negligible", "unknown")
                .filter(form.text("least")::equals)
                .forEach(one -> all.add(one + "=" + Shell.capital(one)));
        return all;
    }

    static byte[] json(Forms.Form form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", form.text("name").strip()).put("kind", form.text("kind"));
        json.put("least", form.text("least"));
        RuleForm.lines(form, "repositories").forEach(json.putArray("repositories")::add);
        chosen(json, form, "events", EVENTS);
        if (form.all("events").contains("finding")) {
            chosen(json, form, "changes", CHANGES);
        }
        number(json, form, "digestMinutes");
        json.put("enabled", form.first("enabled").isPresent());
        settings(json.putObject("settings"), form);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All of them is written as none: then what later versions add is told, too. */
    private static void chosen(ObjectNode json, Forms.Form form, String name, List<String> all) {
        List<String> chosen = form.all(name);
        if (chosen.isEmpty()) {
            throw Refused.bad(name, "Choose at least one.");
        }
        var array = json.putArray(name);
        if (!chosen.containsAll(all)) {
            chosen.forEach(array::add);
        }
    }

    private static void settings(ObjectNode json, Forms.Form form) {
        if (!form.text("kind").equals("email")) {
            given(json, form, "url");
            if (form.first("unsigned").isPresent()) {
                json.put("secret", "");
            } else {
                given(json, form, "secret");
            }
            return;
        }
        Stream.of("host", "security", "user", "from")
                .forEach(name -> json.put(name, form.text(name).strip()));
        number(json, form, "port");
        RuleForm.lines(form, "to").forEach(json.putArray("to")::add);
        if (form.text("user").isBlank()) {
            json.put("password", "");
        } else {
            given(json, form, "password");
        }
    }

    /** What is left out stays as it was. */
    private static void given(ObjectNode json, Forms.Form form, String name) {
        if (!form.text(name).isBlank()) {
            json.put(name, form.text(name).strip());
        }
    }

    private static void number(ObjectNode json, Forms.Form form, String name) {
        String text = form.text(name).strip();
        if (text.matches("[0-9]{1,9}")) {
            json.put(name, Integer.parseInt(text));
        } else if (!text.isEmpty()) {
            throw Refused.bad(name, "Give a number.");
        }
    }

    /** Of a new one. */
    static Filled begin() {
        return Filled.of(
                Map.of("events", USUAL, "changes", CHANGES, "digestMinutes", List.of("0"), "enabled", List.of("yes")));
    }

    /** @param shown as the API shows it: without secrets */
    static Map<String, List<String>> values(String version, JsonNode shown) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("version", List.of(version));
        for (JsonNode object : List.of(shown.path("settings"), shown)) {
            object.properties().forEach(one -> {
                JsonNode value = one.getValue();
                if (value.isArray()) {
                    values.put(
                            one.getKey(),
                            value.valueStream().map(each -> each.asString("")).toList());
                } else if (!value.isObject()) {
                    values.put(one.getKey(), List.of(value.asString("")));
                }
            });
        }
        values.remove("secret");
        values.remove("password");
        if (!shown.path("enabled").asBoolean(true)) {
            values.remove("enabled");
        }
        values.computeIfPresent("events", (_, chosen) -> chosen.isEmpty() ? EVENTS : chosen);
        values.computeIfPresent("changes", (_, chosen) -> chosen.isEmpty() ? CHANGES : chosen);
        return values;
    }
}
