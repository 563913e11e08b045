package dev.hullmark.server.policy;

import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.PolicyDue;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Rules;
import dev.hullmark.store.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks policies and promotion rules about the images whose verdict or names changed, and about no others. */
final class PolicySweep {
    private static final int PORTION = 200;

    private final Context context;
    private final PolicyDue due;
    private final Images images;
    private final Violations violations;
    private final Policies policies;
    private final Rules promotions;
    private final Promotions promoted;
    private final Jobs jobs;
    private final FactsReader facts;

    PolicySweep(Context context, Policies policies, FactsReader facts) {
        this.context = context;
        due = new PolicyDue(context.database());
        images = new Images(context.database());
        violations = new Violations(context.database());
        this.policies = policies;
        promotions = Rules.promotions(context.database());
        promoted = new Promotions(context.database());
        jobs = new Jobs(context.database());
        this.facts = facts;
    }

    boolean pending() {
        return !due.next(1).isEmpty();
    }

    /** Time alone may change an answer: what was read long ago, what feeds are too old. */
    void everything() {
        due.markAll();
    }

    void run() {
        for (List<PolicyDue.Due> some = due.next(PORTION); !some.isEmpty(); some = due.next(PORTION)) {
            List<Policy> all = policies.all();
            List<PromotionRule> rules = promotions.all().stream()
                    .map(PromotionRule::of)
                    .filter(r -> !r.manual())
                    .toList();
            List<Violations.Said> said = new ArrayList<>();
            for (PolicyDue.Due one : some) {
                said.add(new Violations.Said(one, ask(one.image(), all, rules)));
            }
            violations.apply(said, context.now());
        }
    }

    private Map<String, String> ask(long id, List<Policy> all, List<PromotionRule> rules) {
        Optional<Images.Image> image = images.byId(id);
        List<Images.Tag> names = images.tags(id);
        if (image.isEmpty() || names.isEmpty() || image.get().scannedAt().isEmpty()) {
            return Map.of(); // what nobody names can't begin to violate, and what was not read is not known to
        }
        ImageFacts known = facts.readFound(image.get());
        Map<String, String> violated = new HashMap<>();
        List<Policies.Name> by = names.stream()
                .map(tag -> new Policies.Name(tag.repository(), tag.tag()))
                .toList();
        for (Policy policy : Policies.holding(all, by, "")) {
            List<String> why =
                    CriteriaJudge.judge(policy.criteria(), known, context.now()).violations();
            if (!why.isEmpty()) {
                violated.put(policy.name(), String.join("\n", why));
            }
        }
        Set<String> digests = new HashSet<>(images.indexes(id));
        digests.add(image.get().digest());
        for (PromotionRule rule : rules) {
            for (Images.Tag name : names) {
                boolean meant = rule.from().match(name.repository(), name.tag());
                if (meant && digests.stream().noneMatch(d -> promoted.promoted(rule.name(), name.name(), d))) {
                    Promoting.Subject subject = new Promoting.Subject(rule.name(), name.repository(), name.tag());
                    jobs.addOnceMore(Promoting.PROMOTE, subject.text(), Jobs.Priority.SCHEDULED, context.now());
                }
            }
        }
        return violated;
    }
}
