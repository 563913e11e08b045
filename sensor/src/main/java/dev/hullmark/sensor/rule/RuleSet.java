package dev.hullmark.sensor.rule;

import dev.hullmark.model.Severity;
import dev.hullmark.sensor.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Rules by their id: the built-in ones, and what a user added, changed or switched off. */
public final class RuleSet {
    private static final String BUILT_IN = "rules.yaml";

    private final Map<String, Rule> rules;
    private final Map<String, List<Rule>> byKind = new LinkedHashMap<>();

    private RuleSet(Map<String, Rule> rules) {
        this.rules = rules;
        for (Rule rule : rules.values()) {
            rule.kinds().forEach(kind -> byKind.computeIfAbsent(kind, k -> new ArrayList<>())
                    .add(rule));
        }
    }

    /** The built-in ones. */
    public static RuleSet builtIn() {
        try (InputStream in = RuleSet.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing");
            }
            return new RuleSet(Map.of())
                    .with(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These rules and those of a file. A rule with an id that is there takes its place; with nothing but {@code id} and
     * {@code except} it adds exceptions, with {@code enabled: false} it switches the rule off.
     *
     * @param yaml the file's content
     * @param name the file's name, for messages
     */
    public RuleSet with(String yaml, String name) {
        try {
            return new Reader(new YAMLMapper().readTree(yaml)).read(rules);
        } catch (RuleException | JacksonException e) {
            throw new RuleException(name + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** These rules without some. */
    public RuleSet without(Collection<String> ids) {
        var left = new TreeMap<>(rules);
        for (String id : ids) {
            if (left.remove(id) == null) {
                throw new RuleException("no rule is called " + id + "; `hullmark observe --list-rules` prints them.");
            }
        }
        return new RuleSet(left);
    }

    /** All of them, in the order of their ids. */
    public Collection<Rule> all() {
        return rules.values();
    }

    /** Those that hold of an event. */
    public List<Rule> judge(Event event) {
        return byKind.getOrDefault(event.what().kind(), List.of()).stream()
                .filter(rule -> rule.holds(event))
                .toList();
    }

    /** Reads a file's lists, macros and rules. */
    private static final class Reader {
        private final JsonNode file;
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final Map<String, Condition> macros = new LinkedHashMap<>();

        Reader(JsonNode file) {
            this.file = file;
            if (!file.isObject()) {
                throw new RuleException("a file of rules has 'rules:', and perhaps 'lists:' and 'macros:'");
            }
        }

        RuleSet read(Map<String, Rule> before) {
            file.path("lists").forEachEntry((name, words) -> lists.put(name, texts(words)));
            file.path("macros").forEachEntry((name, text) -> macros.put(name, condition(text.asString(""))));
            var rules = new TreeMap<>(before);
            for (JsonNode node : file.path("rules")) {
                String id = node.path("id").asString("");
                if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                    throw new RuleException("a rule's id is of small letters, digits and hyphens, not '" + id + "'");
                }
                try {
                    rule(id, node, Optional.ofNullable(rules.get(id)))
                            .ifPresentOrElse(rule -> rules.put(id, rule), () -> rules.remove(id));
                } catch (RuleException e) {
                    throw new RuleException("rule " + id + ": " + e.getMessage());
                }
            }
            return new RuleSet(rules);
        }

        /** Nothing for one that is switched off. */
        private Optional<Rule> rule(String id, JsonNode node, Optional<Rule> before) {
            if (!node.path("enabled").asBoolean(true)) {
                if (before.isEmpty()) {
                    throw new RuleException("there is none to switch off");
                }
                return Optional.empty();
            }
            List<Condition> exceptions =
                    texts(node.path("except")).stream().map(this::condition).toList();
            if (!node.has("when")) {
                Rule old = before.orElseThrow(() -> new RuleException("it has no 'when'"));
                var all = new ArrayList<>(old.exceptions());
                all.addAll(exceptions);
                return Optional.of(new Rule(
                        id, old.severity(), old.title(), old.why(), old.source(), old.kinds(), old.condition(), all));
            }
            List<String> kinds = texts(node.path("on"));
            if (kinds.isEmpty()) {
                throw new RuleException("'on' says which kinds of events it looks at, for instance [exec]");
            }
            return Optional.of(new Rule(
                    id,
                    severity(node.path("severity").asString("medium")),
                    node.path("title").asString(id),
                    node.path("why").asString(""),
                    node.path("source").asString(""),
                    kinds,
                    condition(node.path("when").asString("")),
                    exceptions));
        }

        private Condition condition(String text) {
            return ConditionParser.parse(text, lists, macros);
        }

        private static Severity severity(String word) {
            for (Severity severity : Severity.values()) {
                if (severity.text().equals(word.toLowerCase(Locale.ROOT))) {
                    return severity;
                }
            }
            throw new RuleException("no severity is called '" + word + "'");
        }

        private static List<String> texts(JsonNode node) {
            var texts = new ArrayList<String>();
            if (node.isString()) {
                texts.add(node.asString());
            }
            for (JsonNode one : node) {
                if (one.isContainer()) {
                    throw new RuleException(
                            "a colon and a space made something else of a text; put it in quotes: " + one);
                }
                texts.add(one.asString(""));
            }
            return texts;
        }
    }
}
