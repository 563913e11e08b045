package dev.hullmark.server.policy;

import dev.hullmark.image.RegistryCopy;
import dev.hullmark.image.RegistryException;
import dev.hullmark.image.RegistryListing;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies what a name stands for to where a rule says, once all images behind the name are what they must be. What is judged
 * and what is copied is the same: the digest that the registry gives for the name when the job begins.
 */
final class Promoting implements Task {
    static final String PROMOTE = "promote";
    private static final int LONGEST_CHAIN = 20;
    private static final Duration JUDGING = Duration.ofSeconds(10);

    private final Context context;
    private final Rules rules;
    private final Images images;
    private final FactsReader facts;
    private final Promotions promotions;
    private final List<Registry> registries;

    Promoting(Context context, FactsReader facts, List<Registry> registries) {
        this.context = context;
        rules = Rules.promotions(context.database());
        images = new Images(context.database());
        this.facts = facts;
        promotions = new Promotions(context.database());
        this.registries = registries;
    }

    /** What a job is about; none of its parts has a blank. */
    record Subject(String rule, String repository, String tag) {
        String text() {
            return rule + " " + repository + " " + tag;
        }

        static Subject of(String text) {
            String[] parts = text.split(" ", -1);
            if (parts.length != 3) {
                throw new HullmarkException("'" + text + "' names nothing to promote.");
            }
            return new Subject(parts[0], parts[1], parts[2]);
        }

        String source() {
            return repository + ":" + tag;
        }
    }

    @Override
    public void run(String text) {
        Subject subject = Subject.of(text);
        Optional<Rules.Rule> kept = rules.get(subject.rule());
        if (kept.isEmpty()) {
            return; // it was taken away
        }
        PromotionRule rule = PromotionRule.of(kept.get());
        if (!rule.from().match(subject.repository(), subject.tag())) {
            return; // it changed
        }
        Registry from = registry(subject.repository());
        RegistryListing.Resolved found = new RegistryListing(from.host(), from.open(context.temporary()))
                .resolve(path(subject.repository()), subject.tag());
        promote(rule, subject, found);
    }

    @Override
    public boolean passing(RuntimeException e) {
        return (e instanceof RegistryException registry && registry.why() == RegistryException.Why.TROUBLE)
                || Task.super.passing(e);
    }

    @Override
    public void failed(Jobs.Job job, String reason, boolean again) {
        if (!again) {
            Subject subject = Subject.of(job.subject());
            note(subject, "", "", Promotions.Outcome.FAILED, reason, Optional.empty());
        }
    }

    private void promote(PromotionRule rule, Subject subject, RegistryListing.Resolved found) {
        String digest = found.digest().toString();
        List<String> reasons = new ArrayList<>();
        Optional<Long> first = Optional.empty();
        for (RegistryListing.Found one : found.images()) {
            Optional<Images.Image> image = images.byDigest(one.digest().toString());
            first = first.or(() -> image.map(Images.Image::id));
            String about = found.images().size() > 1 ? one.digest() + ": " : "";
            if (!one.unsupported().isEmpty()) {
                reasons.add(about + one.unsupported());
            }
            reasons(rule, image).forEach(reason -> reasons.add(about + reason));
        }
        if (found.images().isEmpty()) {
            reasons.add("there is no image behind the name");
        }
        if (!reasons.isEmpty()) {
            note(subject, digest, "", Promotions.Outcome.REFUSED, String.join("\n", reasons), first);
            return;
        }
        String target = rule.target(subject.repository());
        String tag = rule.tag(subject.repository(), subject.tag(), digest, context.now());
        String name = target + ":" + tag;
        if (rule.from().matchRepository(target) || inChain(rule.name(), subject.source(), digest, 0)) {
            note(subject, digest, name, Promotions.Outcome.FAILED, "it would go round in a circle", first);
            return;
        }
        try {
            Registry to = registry(target);
            Registry from = registry(subject.repository());
            RegistryCopy.copy(
                    subject.repository() + "@" + digest,
                    from.open(context.temporary()),
                    target,
                    tag,
                    rule.overwrite(),
                    to.open(context.temporary()));
            note(subject, digest, name, Promotions.Outcome.PROMOTED, "", first);
        } catch (HullmarkException e) {
            if (passing(e)) {
                throw e;
            }
            note(subject, digest, name, Promotions.Outcome.FAILED, String.valueOf(e.getMessage()), first);
        }
    }

    private List<String> reasons(PromotionRule rule, Optional<Images.Image> image) {
        return image.map(known -> reasons(rule, facts.read(known)))
                .orElse(List.of("it is not known here yet: nobody looked at it"));
    }

    /** @throws Later while it can not be said */
    List<String> reasons(PromotionRule rule, ImageFacts known) {
        if (!known.current()) {
            throw new Later(CriteriaJudge.UNDER_WAY, JUDGING);
        }
        return CriteriaJudge.judge(rule.criteria(), known, context.now()).reasons();
    }

    /** Whether the rule had a part in how the image came to this name. */
    private boolean inChain(String rule, String name, String digest, int depth) {
        return depth > LONGEST_CHAIN
                || promotions.madeName(name, digest).stream()
                        .anyMatch(r -> r.rule().equals(rule) || inChain(rule, r.source(), digest, depth + 1));
    }

    private void note(
            Subject subject,
            String digest,
            String target,
            Promotions.Outcome outcome,
            String reasons,
            Optional<Long> image) {
        promotions.note(
                new Promotions.Result(
                        0, subject.rule(), subject.source(), digest, target, outcome, reasons, context.now()),
                image);
    }

    private static String path(String repository) {
        return repository.substring(repository.indexOf('/') + 1);
    }

    private Registry registry(String repository) {
        String host = repository.substring(0, Math.max(0, repository.indexOf('/')));
        return registries.stream()
                .filter(r -> r.host().equals(host))
                .findFirst()
                .orElseThrow(() -> new HullmarkException("The registry " + host + " is not watched."));
    }
}
