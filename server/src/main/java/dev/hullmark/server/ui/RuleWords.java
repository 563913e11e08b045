package dev.hullmark.server.ui;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a policy or a promotion rule says, in words. */
public final class RuleWords {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode rule;

    /** @param body as it is kept */
    RuleWords(String body) {
        rule = JSON.readTree(body);
    }

    public boolean enabled() {
        return rule.path("enabled").asBoolean(true);
    }

    public boolean flag(String name) {
        return rule.path(name).asBoolean(false);
    }

    public String text(String name, String otherwise) {
        return rule.path(name).asString(otherwise);
    }

    /** Which images it is for. */
    public String images() {
        String repositories = list(rule, "repositories", "any repository");
        String tags = list(rule, "tags", "");
        return tags.isEmpty() || tags.equals("*") ? repositories : repositories + ", tags " + tags;
    }

    /** Where it holds; "" for everywhere. */
    public String environments() {
        return list(rule, "environments", "");
    }

    /** What an image must be, a clause each. */
    public List<String> criteria() {
        JsonNode criteria = rule.path("criteria");
        List<String> says = new ArrayList<>();
        String kinds = list(criteria, "kinds", "");
        if (criteria.has("failOn")) {
            says.add("No " + (criteria.path("onlyFixed").asBoolean(false) ? "fixable finding" : "finding") + " is ‘"
                    + criteria.path("failOn").asString("") + "’");
        }
        criteria.path("most")
                .properties()
                .forEach(one -> says.add("At most " + one.getValue().asString("") + " " + one.getKey() + " findings"));
        if (!kinds.isEmpty()) {
            says.add("Counted: " + kinds);
        }
        add(says, "It does not fail ", criteria, "rules");
        add(says, "Only these licences: ", criteria.path("licences"), "allowed");
        add(says, "None of these licences: ", criteria.path("licences"), "denied");
        if (criteria.has("maxScanAge")) {
            says.add("Read within " + criteria.path("maxScanAge").asString(""));
        }
        says.add("Advisories confirmed within " + criteria.path("maxFeedAge").asString("7d"));
        says.add(
                criteria.path("acceptGaps").asBoolean(false)
                        ? "Parts that could not be seen are accepted"
                        : "All of it that is judged could be seen");
        if (criteria.path("strict").asBoolean(false)) {
            says.add("Strict: any gap denies");
        }
        says.add(
                criteria.path("uploads").asBoolean(false)
                        ? "What pipelines and agents sent will do"
                        : "Read by this server from a registry");
        return says;
    }

    private static void add(List<String> says, String words, JsonNode json, String name) {
        String list = list(json, name, "");
        if (!list.isEmpty()) {
            says.add(words + list);
        }
    }

    private static String list(JsonNode json, String name, String otherwise) {
        List<String> all =
                json.path(name).valueStream().map(one -> one.asString("")).toList();
        return all.isEmpty() ? otherwise : String.join(", ", all);
    }
}
