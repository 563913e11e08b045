package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Decisions that findings do not count. While one is in force, what it covers is left out of the counts of images; each
 * image and finding it begins or ends to hide is an event. Nothing is forgotten: what has ended stays as history.
 */
public final class Waivers {
    private final Database database;

    public Waivers(Database database) {
        this.database = database;
    }

    /** Where a waiver holds. */
    public enum Level {
        ALL,
        /** Of images all of whose names are in one of these repositories. */
        REPOSITORY,
        IMAGE,
        /** Of what this layer brought, in every image with it. */
        LAYER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where a waiver holds.
     *
     * @param target an image's or a layer's digest; patterns of repositories with their registry, separated by commas; ""
     */
    public record Scope(Level level, String target) {
        public static final Scope ALL = new Scope(Level.ALL, "");
    }

    /** What was decided. */
    public enum Decision {
        NOT_AFFECTED,
        ACCEPTED_RISK,
        WILL_NOT_FIX;

        /** As the API writes it: {@code not-affected}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A waiver to be made.
     *
     * @param waiver by whom, until when, and of what; a path is not asked for here
     * @param justification one of OpenVEX's, or ""
     */
    public record Draft(Waiver waiver, Scope scope, Decision decision, String justification) {}

    /**
     * How a waiver ended.
     *
     * @param how {@code removed} or {@code expired}
     * @param by who removed it, or ""
     */
    public record End(Instant at, String how, String by) {}

    /** A waiver that was made. */
    public record Entry(long id, Draft draft, Instant created, Optional<End> end) {
        public Waiver waiver() {
            return draft.waiver();
        }

        /** Why, as VEX documents say it: {@code not affected: component not present; …} where that is what was decided. */
        public String reason() {
            String words = draft.justification().replace('_', ' ');
            return words.isEmpty() ? waiver().reason() : "not affected: " + words + "; " + waiver().reason();
        }

        /** As a finding says that it does not count. */
        public Finding.Waived waived() {
            return new Finding.Waived(
                    reason(),
                    waiver().author(),
                    waiver().expires().map(LocalDate::toString).orElse(""));
        }

        /** For people: {@code waiver 7 of ada: reason}. */
        String said() {
            return "waiver " + id + " of " + waiver().author() + ": " + waiver().reason();
        }
    }

    /** Puts it in force at once. */
    public Entry add(Draft draft, Instant now) {
        Waiver w = draft.waiver();
        return database.changeVerdicts(h -> {
            long id = h.createUpdate("""
                            insert into waiver (vulnerability, package, level, target, decision, justification, reason,
                                author, created_at, expires, ended_at, ended_by, ended)
                            values (:vulnerability, :package, :level, :target, :decision, :justification, :reason,
                                :author, :now, :expires, null, '', '')
                            """)
                    .bind("vulnerability", w.id())
                    .bind("package", w.packagePattern())
                    .bind("level", draft.scope().level().text())
                    .bind("target", draft.scope().target())
                    .bind("decision", draft.decision().text())
                    .bind("justification", draft.justification())
                    .bind("reason", w.reason())
                    .bind("author", w.author())
                    .bind("now", now.toEpochMilli())
                    .bind("expires", w.expires().map(LocalDate::toString).orElse(""))
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            Entry entry = new Entry(id, draft, now, Optional.empty());
            new WaiverChange(database, h, now).begin(entry);
            Audit.note(h, w.author(), "waiver.create", Long.toString(id), about(draft), now);
            return entry;
        });
    }

    private static String about(Draft draft) {
        Waiver w = draft.waiver();
        return w.id() + (w.packagePattern().isEmpty() ? "" : " in " + w.packagePattern()) + ", "
                + draft.scope().level().text() + " " + draft.scope().target() + ", "
                + w.expires().map(day -> "until " + day).orElse("for ever");
    }

    /**
     * Gives one in force another reason and last day, which must not be over.
     *
     * @return false when none of this number is in force
     */
    public boolean change(long id, String reason, Optional<LocalDate> expires, String who, Instant now) {
        return database.changeVerdicts(h -> {
            boolean changed = h.execute(
                            "update waiver set reason = ?, expires = ? where id = ? and ended_at is null",
                            reason,
                            expires.map(LocalDate::toString).orElse(""),
                            id)
                    > 0;
            if (changed) {
                String until = expires.map(day -> "until " + day).orElse("for ever");
                Audit.note(h, who, "waiver.change", Long.toString(id), until + ": " + reason, now);
            }
            return changed;
        });
    }

    /** @return false when none of this number is in force */
    public boolean remove(long id, String who, Instant now) {
        return database.changeVerdicts(h -> {
            Optional<Entry> entry = WaiverRows.byId(h, id).filter(e -> e.end().isEmpty());
            entry.ifPresent(e -> {
                new WaiverChange(database, h, now).end(e, "removed", who);
                Audit.note(h, who, "waiver.remove", Long.toString(id), about(e.draft()), now);
            });
            return entry.isPresent();
        });
    }

    /** Ends what was to hold until yesterday. @return how many */
    public int expire(Instant now) {
        String today = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        boolean any = database.read(h -> !WaiverRows.expired(h, today).isEmpty());
        return !any
                ? 0
                : database.changeVerdicts(h -> {
                    List<Entry> over = WaiverRows.expired(h, today);
                    WaiverChange change = new WaiverChange(database, h, now);
                    for (Entry e : over) {
                        change.end(e, "expired", "");
                        Audit.note(h, "hullmark", "waiver.expire", Long.toString(e.id()), about(e.draft()), now);
                    }
                    return over.size();
                });
    }

    public Optional<Entry> byId(long id) {
        return database.read(h -> WaiverRows.byId(h, id));
    }

    /**
     * A page, the latest first.
     *
     * @param vulnerability only of this one; "" for all
     * @param ended whether those that have ended are wanted instead of those in force
     * @param before only those with a lower number; {@link Long#MAX_VALUE} for all
     */
    public List<Entry> page(String vulnerability, boolean ended, long before, int most) {
        return database.read(h -> WaiverRows.page(h, vulnerability, ended, before, most));
    }

    /** Which waivers hide which open findings of an image, by the finding's key; expired ones no more. */
    public Map<String, List<Entry>> ofImage(long image, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return database.read(h -> ofImage(h, image, today));
    }

    static Map<String, List<Entry>> ofImage(Handle h, long image, LocalDate today) {
        Map<String, List<Entry>> hidden = new HashMap<>();
        h
                .createQuery("select d.key as hidden, w.* from waived d join waiver w on w.id = d.waiver_id"
                        + " where d.image_id = :image order by w.id")
                .bind("image", image)
                .map((row, context) -> Map.entry(row.getString("hidden"), WaiverRows.read(row, context)))
                .list()
                .stream()
                .filter(e -> !e.getValue().waiver().expired(today))
                .forEach(e -> hidden.computeIfAbsent(e.getKey(), k -> new ArrayList<>())
                        .add(e.getValue()));
        return hidden;
    }
}
