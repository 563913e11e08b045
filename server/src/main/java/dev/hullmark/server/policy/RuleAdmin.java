package dev.hullmark.server.policy;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Rules;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What administrators do with policies or with promotion rules, by REST or by pages: checked and noted in one place. */
public final class RuleAdmin {
    private static final JsonMapper JSON = new JsonMapper();

    private final Context context;
    private final Rules rules;
    private final Check check;
    private final Optional<Rules.Rule> always;

    /** Whether a rule is understood. */
    @FunctionalInterface
    private interface Check {
        /** @throws Fields.Wrong when it is not */
        void of(String name, byte[] body);
    }

    private RuleAdmin(Context context, Rules rules, Check check, Optional<Rules.Rule> always) {
        this.context = context;
        this.rules = rules;
        this.check = check;
        this.always = always;
    }

    static RuleAdmin policies(Context context) {
        Rules.Rule usual = new Rules.Rule(Policy.DEFAULT_NAME, Policy.DEFAULT_BODY, "", Instant.EPOCH);
        return new RuleAdmin(context, Rules.policies(context.database()), RuleAdmin::policy, Optional.of(usual));
    }

    static RuleAdmin promotions(Context context, List<Registry> registries) {
        return new RuleAdmin(
                context,
                Rules.promotions(context.database()),
                (name, body) -> promotion(name, body, registries),
                Optional.empty());
    }

    private static void policy(String name, byte[] body) {
        if (!Policy.parse(name, body).enabled() && name.equals(Policy.DEFAULT_NAME)) {
            throw new Fields.Wrong(
                    "enabled", "The policy 'default' can't be switched off; change what it asks for instead.");
        }
    }

    private static void promotion(String name, byte[] body, List<Registry> registries) {
        PromotionRule rule = PromotionRule.parse(name, body);
        String host = rule.target().substring(0, rule.target().indexOf('/'));
        if (registries.stream().noneMatch(r -> r.host().equals(host))) {
            throw new Fields.Wrong(
                    "target", "The target's registry " + Fields.clip(host) + " is not watched (--registry).");
        }
    }

    /** All, by name; first what holds though nobody made it, whose {@code by} is "". */
    public List<Rules.Rule> all() {
        List<Rules.Rule> all = new ArrayList<>(rules.all());
        always.filter(usual -> all.stream().noneMatch(r -> r.name().equals(usual.name())))
                .ifPresent(all::addFirst);
        return all;
    }

    public Optional<Rules.Rule> get(String name) {
        return rules.get(name).or(() -> always.filter(usual -> usual.name().equals(name)));
    }

    /**
     * Makes it, or takes the place of the one of this name.
     *
     * @param body as the API has it
     * @throws Refused when something is wrong with it
     */
    public void put(Caller caller, String name, byte[] body) {
        rules.put(name, checked(name, body), caller.name(), context.now());
    }

    private String checked(String name, byte[] body) {
        try {
            check.of(name(name), body);
        } catch (Fields.Wrong e) {
            throw e.refused();
        }
        return JSON.readTree(new String(body, StandardCharsets.UTF_8)).toString();
    }

    private String checked(String name, ObjectNode body) {
        return checked(name, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Likewise, and refuses a name that is taken: on a page nobody sees what would be replaced. */
    public void create(Caller caller, String name, ObjectNode body) {
        if (!rules.add(name, checked(name, body), caller.name(), context.now())) {
            throw new Refused(Status.CONFLICT_409, "name", "There is one of this name; open it to change it.");
        }
    }

    /**
     * Changes one that is there.
     *
     * @param version of the rule as whoever changes it saw it
     * @param change from what it is to what it is to be, as the API has it
     * @throws Refused when something is wrong with it, there is none, or somebody else changed it since
     */
    public void change(Caller caller, String name, String version, UnaryOperator<ObjectNode> change) {
        Rules.Rule rule = get(name).orElseThrow(RuleAdmin::unknown);
        if (!rule.version().equals(version) || !change(caller, rule, change)) {
            throw Refused.outdated();
        }
    }

    /** Leaves all else as it is, what others change meanwhile too. */
    public void switchTo(Caller caller, String name, boolean on) {
        boolean done = false;
        while (!done) {
            Rules.Rule rule = get(name).orElseThrow(RuleAdmin::unknown);
            done = change(caller, rule, body -> body.put("enabled", on));
        }
    }

    /** @return false when it is no longer what it was */
    private boolean change(Caller caller, Rules.Rule was, UnaryOperator<ObjectNode> change) {
        String body = checked(was.name(), change.apply((ObjectNode) JSON.readTree(was.body())));
        return was.by().isEmpty()
                ? rules.add(was.name(), body, caller.name(), context.now())
                : rules.change(was, body, caller.name(), context.now());
    }

    /** @throws Refused when there is none */
    public void remove(Caller caller, String name) {
        if (!rules.remove(name(name), caller.name(), context.now())) {
            throw unknown();
        }
    }

    /** As a path has it: what is in a job's subject has no blanks. */
    static String name(String name) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw Refused.bad("name", "A name is 1 to 63 lower-case letters, digits and . _ -, the first no sign.");
        }
        return name;
    }

    static Refused unknown() {
        return new Refused(Status.NOT_FOUND_404, "There is none of this name.");
    }
}
