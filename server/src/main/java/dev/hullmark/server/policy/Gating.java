package dev.hullmark.server.policy;

import dev.hullmark.report.FeedAge;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Sight;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers whether an image may run: by its digest, or by what a name stands for now. */
public final class Gating {
    private final Context context;
    private final Images images;
    private final Sight sight;
    private final Policies policies;
    private final FactsReader facts;

    Gating(Context context, Policies policies, FactsReader facts) {
        this.context = context;
        images = new Images(context.database());
        sight = new Sight(context);
        this.policies = policies;
        this.facts = facts;
    }

    /**
     * The answer.
     *
     * @param reasons why not, a sentence each; empty when it may
     * @param digest of the image, or of the index that was asked for; "" when it is not known
     * @param policies which were asked
     * @param judgedAt the oldest verdict's age that this rests on
     * @param feeds when the oldest feed it rests on was last confirmed
     */
    public record Decision(
            boolean allowed,
            List<String> reasons,
            String digest,
            String name,
            Set<String> policies,
            Optional<Instant> judgedAt,
            Optional<Instant> feeds) {
        public Decision {
            reasons = List.copyOf(reasons);
            policies = Set.copyOf(policies);
        }
    }

    /** Images, and by which name they were asked for. */
    private record Asked(String digest, List<Images.Image> images, List<Policies.Name> names) {}

    /**
     * @param environment "" where it does not matter
     * @param caller what this one may not know of is not known
     */
    public Decision decide(String reference, String environment, Caller caller) {
        Asked asked = find(reference, caller);
        if (asked.images().isEmpty()) {
            return new Decision(
                    false,
                    List.of(reference + " is not known here: nobody looked at it"),
                    asked.digest(),
                    reference,
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());
        }
        List<Policy> all = policies.all();
        List<String> reasons = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        List<Instant> judged = new ArrayList<>();
        List<Instant> feeds = new ArrayList<>();
        for (Images.Image image : asked.images()) {
            ImageFacts known = facts.read(image);
            // Whoever asks chooses the name, and with that must not choose the policy; nor does what this one may see.
            List<Policies.Name> by = new ArrayList<>(names(images.tags(image.id())));
            by.addAll(asked.names());
            List<Policies.Name> shown = new ArrayList<>(names(sight.tags(image, caller)));
            shown.addAll(asked.names());
            List<Policy> named = Policies.holding(all, shown, environment);
            String about = asked.images().size() > 1 ? image.digest() + ", policy " : "policy ";
            for (Policy policy : Policies.holding(all, by, environment)) {
                List<String> against = CriteriaJudge.judge(policy.criteria(), known, context.now())
                        .reasons();
                if (named.contains(policy)) {
                    names.add(policy.name());
                    against.forEach(reason -> reasons.add(about + policy.name() + ": " + reason));
                } else if (!against.isEmpty()) {
                    reasons.add(about + "of another of its names: it is denied there");
                }
            }
            facts.judgedAt(image).ifPresent(judged::add);
            known.feeds().stream()
                    .filter(feed -> !feed.starter() && known.needed().contains(feed.name()))
                    .map(FeedAge::confirmed)
                    .forEach(feeds::add);
        }
        return new Decision(
                reasons.isEmpty(),
                reasons,
                asked.digest(),
                reference,
                names,
                judged.stream().min(Comparator.naturalOrder()),
                feeds.stream().min(Comparator.naturalOrder()));
    }

    private static List<Policies.Name> names(List<Images.Tag> tags) {
        return tags.stream()
                .map(tag -> new Policies.Name(tag.repository(), tag.tag()))
                .toList();
    }

    /** A digest wins over a tag, as it does for who runs the image. */
    private Asked find(String reference, Caller caller) {
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        if (reference.startsWith("sha256:")) {
            List<Images.Image> found = seen(ofDigest(reference), caller);
            boolean chosen = !caller.scoped()
                    || found.stream().noneMatch(i -> sight.tags(i, caller).isEmpty());
            return new Asked(reference, chosen ? found : List.of(), List.of());
        }
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String repository = tagged ? named.substring(0, colon) : named;
        boolean may = Spellings.of(repository).stream().anyMatch(caller::mayRepository);
        if (at >= 0) {
            String digest = reference.substring(at + 1);
            String tag = tagged ? named.substring(colon + 1) : digest;
            List<Images.Image> found = may ? seen(ofDigest(digest), caller) : List.of();
            return new Asked(digest, found, List.of(new Policies.Name(repository, tag)));
        }
        String tag = tagged ? named.substring(colon + 1) : "latest";
        List<Images.Image> all = Spellings.of(repository).stream()
                .map(spelling -> images.named(spelling, tag))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        List<Images.Image> now = may ? seen(all, caller) : List.of();
        return new Asked(
                now.size() == 1 ? now.getFirst().digest() : "", now, List.of(new Policies.Name(repository, tag)));
    }

    /** All of them as the caller may know them, or none. */
    private List<Images.Image> seen(List<Images.Image> all, Caller caller) {
        List<Images.Image> seen =
                all.stream().flatMap(image -> sight.of(image, caller).stream()).toList();
        return seen.size() == all.size() ? seen : List.of();
    }

    private List<Images.Image> ofDigest(String digest) {
        return images.byDigest(digest).map(List::of).orElseGet(() -> images.ofIndex(digest));
    }
}
