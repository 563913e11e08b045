package dev.hullmark.server.ui;

import dev.hullmark.model.Finding;
import dev.hullmark.server.http.Forms;
import dev.hullmark.store.Rules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Policies and promotion rules as forms. Fields have the API's names; whether they are right, the API's reader says. */
public final class RuleForm {
    static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    /** Nothing else is found of images yet. */
    private static final List<Finding.Kind> KINDS = List.of(
            Finding.Kind.VULNERABILITY,
            Finding.Kind.MALWARE,
            Finding.Kind.PRIVILEGE,
            Finding.Kind.HARDENING,
            Finding.Kind.SECRET,
            Finding.Kind.LICENCE);

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LISTS = List.of("repositories", "tags", "environments");
    private static final List<String> TEXTS = List.of("target", "tag");
    private static final List<String> FLAGS = List.of("overwrite", "manual");
    private static final List<String> CRITERIA_TEXTS = List.of("failOn", "maxScanAge", "maxFeedAge");
    private static final List<String> CRITERIA_LISTS = List.of("kinds", "rules");
    private static final List<String> CRITERIA_FLAGS = List.of("onlyFixed", "acceptGaps", "strict", "uploads");
    private static final List<String> LICENCES = List.of("allowed", "denied");

    private RuleForm() {}

    /** What {@code kinds} may be, those that are kept too. */
    public static List<String> kinds(Filled form) {
        return Arrays.stream(Finding.Kind.values())
                .filter(kind -> KINDS.contains(kind) || form.has("kinds", kind.text()))
                .map(Finding.Kind::text)
                .toList();
    }

    /** @param before as the API has it: what the form has no field for stays */
    static ObjectNode json(Forms.Form form, ObjectNode before) {
        ObjectNode json = before.deepCopy();
        LISTS.forEach(name -> list(json, form, name));
        TEXTS.forEach(name -> text(json, form, name));
        FLAGS.forEach(name -> flag(json, form, name));
        ObjectNode criteria = json.withObject("criteria");
        CRITERIA_TEXTS.forEach(name -> text(criteria, form, name));
        CRITERIA_LISTS.forEach(name -> list(criteria, form, name));
        CRITERIA_FLAGS.forEach(name -> flag(criteria, form, name));
        ObjectNode most = criteria.withObject("most");
        SEVERITIES.forEach(name -> number(most, form, name));
        ObjectNode licences = criteria.withObject("licences");
        LICENCES.forEach(name -> list(licences, form, name));
        Stream.of("most", "licences")
                .filter(name -> criteria.path(name).isEmpty())
                .forEach(criteria::remove);
        return json;
    }

    /** The other way round. */
    static Map<String, List<String>> values(Rules.Rule rule) {
        JsonNode json = JSON.readTree(rule.body());
        Map<String, List<String>> values = new HashMap<>();
        values.put("version", List.of(rule.version()));
        JsonNode criteria = json.path("criteria");
        for (JsonNode object : List.of(json, criteria, criteria.path("most"), criteria.path("licences"))) {
            object.properties()
                    .forEach(one -> value(one.getValue()).ifPresent(texts -> values.put(one.getKey(), texts)));
        }
        return values;
    }

    private static java.util.Optional<List<String>> value(JsonNode value) {
        if (value.isArray()) {
            return java.util.Optional.of(
                    value.valueStream().map(one -> one.asString("")).toList());
        }
        return value.isObject() || (value.isBoolean() && !value.booleanValue())
                ? java.util.Optional.empty()
                : java.util.Optional.of(List.of(value.isBoolean() ? "yes" : value.asString("")));
    }

    private static void text(ObjectNode json, Forms.Form form, String name) {
        String text = form.text(name).strip();
        if (text.isEmpty()) {
            json.remove(name);
        } else {
            json.put(name, text);
        }
    }

    /** One a line, or more boxes of one name. */
    static List<String> lines(Forms.Form form, String name) {
        return form.all(name).stream()
                .flatMap(text -> Arrays.stream(text.split("[\r\n]+")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static void list(ObjectNode json, Forms.Form form, String name) {
        List<String> lines = lines(form, name);
        json.remove(name);
        if (!lines.isEmpty()) {
            lines.forEach(json.putArray(name)::add);
        }
    }

    private static void flag(ObjectNode json, Forms.Form form, String name) {
        json.remove(name);
        if (form.first(name).isPresent()) {
            json.put(name, true);
        }
    }

    /** What is no number is left for the API's reader to refuse. */
    private static void number(ObjectNode json, Forms.Form form, String name) {
        text(json, form, name);
        String text = json.path(name).asString("");
        if (text.matches("[0-9]{1,9}")) {
            json.put(name, Integer.parseInt(text));
        }
    }
}
