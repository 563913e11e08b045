package dev.hullmark.ship;

import java.time.Duration;

/** Bounds of what is sent and of what receivers say; see docs/limits.md. */
final class Limits {
    private Limits() {}

    /** Of one text in a message to people; the rest is cut. */
    static final int TEXT_CHARS = 600;

    /** Of a receiver's answer; the rest is not read. */
    static final int ANSWER_BYTES = 4096;

    /** Blocks of a message to Slack, which takes 50. */
    static final int SLACK_BLOCKS = 45;

    /** Texts of a card for Teams, which takes 28 KB in all. */
    static final int TEAMS_TEXTS = 20;

    /** To reach a receiver, and for it to say anything. */
    static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    /** Of one attempt in all, however slowly a receiver speaks. */
    static final Duration ATTEMPT_TIME = Duration.ofSeconds(30);

    /** That a receiver may ask to be left alone for. */
    static final Duration RETRY_AFTER = Duration.ofHours(6);
}
