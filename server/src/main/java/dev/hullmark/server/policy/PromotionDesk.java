package dev.hullmark.server.policy;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Images;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Rules;
import java.util.List;

/** Promotion as somebody asks for it, and what came of it; by REST or by pages. */
public final class PromotionDesk {
    private static final int MOST_UNDER_WAY = 50;

    private final Context context;
    private final RuleAdmin rules;
    private final Promotions results;
    private final Images images;
    private final Jobs jobs;
    private final Audit audit;

    PromotionDesk(Context context, RuleAdmin rules) {
        this.context = context;
        this.rules = rules;
        results = new Promotions(context.database());
        images = new Images(context.database());
        jobs = new Jobs(context.database());
        audit = new Audit(context.database());
    }

    /** Rules, as administrators make them. */
    public RuleAdmin rules() {
        return rules;
    }

    public Promotions results() {
        return results;
    }

    /**
     * What waits or runs of a rule.
     *
     * @param image its name
     */
    public record UnderWay(String image, boolean runs, String reason) {}

    public List<UnderWay> underWay(String rule) {
        return jobs.underWay(Promoting.PROMOTE, rule + " ", MOST_UNDER_WAY).stream()
                .map(job -> new UnderWay(
                        Promoting.Subject.of(job.subject()).source(),
                        job.state().equals("running"),
                        job.reason()))
                .toList();
    }

    /**
     * Also what the rule has promoted before.
     *
     * @param image {@code registry.example.com/dev/app:1}
     * @throws Refused when there is no such rule, or it is not for this image
     */
    public void ask(Caller caller, String name, String image) {
        Rules.Rule kept = rules.get(name).orElseThrow(RuleAdmin::unknown);
        int colon = image.lastIndexOf(':');
        boolean named = colon > image.lastIndexOf('/');
        String repository = named ? image.substring(0, colon) : image;
        String tag = named ? image.substring(colon + 1) : "";
        if (images.named(repository, tag).isEmpty()) {
            throw Refused.bad("image", "No image of this name is known; write it like registry.example.com/dev/app:1.");
        }
        if (!PromotionRule.of(kept).from().match(repository, tag)) {
            throw Refused.bad("image", "The rule is not for this image.");
        }
        String subject = new Promoting.Subject(name, repository, tag).text();
        jobs.addOnceMore(Promoting.PROMOTE, subject, Jobs.Priority.ASKED, context.now());
        audit.note(caller.name(), "promotion.run", name, image, context.now());
    }
}
