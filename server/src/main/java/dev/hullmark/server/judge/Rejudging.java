package dev.hullmark.server.judge;

import dev.hullmark.store.Database;
import dev.hullmark.store.Settings;
import dev.hullmark.store.Verdicts;
import java.time.Instant;

/** Brings all verdicts up to what is known now: by what changed, or all of them as proof. */
final class Rejudging {
    private static final String JUDGED_ALL = "judged-all";

    private final Knowledge knowledge;
    private final Verdicts verdicts;
    private final Settings settings;

    Rejudging(Database database, Knowledge knowledge) {
        this.knowledge = knowledge;
        verdicts = new Verdicts(database);
        settings = new Settings(database);
    }

    /** Whether advisories changed since the last time, or a package was judged by others than the rest. */
    boolean due() {
        return verdicts.unsure() || !verdicts.judgedBy().equals(knowledge.digest());
    }

    /** Judges what the changed advisories speak about. */
    Verdicts.Outcome changed(Instant now) {
        return judge(Verdicts.Kind.DELTA, now);
    }

    /** Judges every package. */
    Verdicts.Outcome all(String day, Instant now) {
        Verdicts.Outcome outcome = judge(Verdicts.Kind.FULL, now);
        settings.set(JUDGED_ALL, day);
        return outcome;
    }

    /** Whether everything was judged that day, or later. */
    boolean judgedAll(String day) {
        return settings.get(JUDGED_ALL).orElse("").compareTo(day) >= 0;
    }

    /** One at a time: the second of two has nothing left to do. */
    private synchronized Verdicts.Outcome judge(Verdicts.Kind kind, Instant now) {
        return knowledge.ask(index -> verdicts.judge(
                kind,
                lookup -> index.fingerprint(lookup.ecosystem(), lookup.name()),
                () -> new IndexJudging(index),
                index.digest(),
                now));
    }
}
