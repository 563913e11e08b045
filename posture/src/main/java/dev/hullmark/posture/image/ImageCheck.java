package dev.hullmark.posture.image;

import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;

/**
 * A rule and what decides it.
 *
 * @param rule the rule
 * @param fails lines of a Dockerfile with which it finds something, or "" where only a person can judge
 * @param passes lines with which it does not
 * @param judge decides
 */
record ImageCheck(Rule rule, String fails, String passes, Judge judge) {
    /** Decides a rule about an image that has a configuration. Pure. */
    interface Judge {
        Outcome of(Rule rule, Inventory inventory, ImageConfig config);
    }
}
