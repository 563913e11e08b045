package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.model.Finding.Cvss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Advisories as bytes that need nothing else to be read: what lies in sorters, and the parts shared with sections. */
final class Codec {
    private static final Range.Type[] TYPES = Range.Type.values();
    private static final Event.Kind[] KINDS = Event.Kind.values();
    private static final Affected.Status[] STATUSES = Affected.Status.values();

    private Codec() {}

    /** All of an advisory but what it affects. */
    static void writeHead(Encoder out, Advisory a) {
        out.text(a.id());
        writeInstant(out, a.modified());
        out.u8(a.withdrawn().isPresent() ? 1 : 0);
        if (a.withdrawn().isPresent()) {
            writeInstant(out, a.withdrawn().get());
        }
        out.u8(a.published().isPresent() ? 1 : 0);
        if (a.published().isPresent()) {
            writeInstant(out, a.published().get());
        }
        writeTexts(out, a.aliases());
        out.text(a.summary()).text(a.details());
        writeCvss(out, a.cvss());
        out.text(a.severity());
        out.var(a.references().size());
        for (String reference : a.references()) {
            Prefixes.write(out, reference);
        }
    }

    /** Reads what {@link #writeHead} wrote. */
    static Advisory readHead(Decoder in, List<Affected> affected) {
        String id = in.text();
        Instant modified = readInstant(in);
        Optional<Instant> withdrawn = in.u8() == 0 ? Optional.empty() : Optional.of(readInstant(in));
        Optional<Instant> published = in.u8() == 0 ? Optional.empty() : Optional.of(readInstant(in));
        List<String> aliases = readTexts(in);
        String summary = in.text();
        String details = in.text();
        List<Cvss> cvss = readCvss(in);
        String severity = in.text();
        int count = in.count();
        List<String> references = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            references.add(Prefixes.read(in));
        }
        return new Advisory(
                id, modified, withdrawn, aliases, summary, details, cvss, severity, references, affected, published);
    }

    /** When an advisory was changed, from the beginning of its head. */
    static Instant readModified(Decoder in) {
        in.skip(in.count());
        return readInstant(in);
    }

    /** Skips what {@link #writeHead} wrote. */
    static void skipHead(Decoder in) {
        in.skip(in.count());
        skipInstant(in);
        if (in.u8() != 0) {
            skipInstant(in);
        }
        if (in.u8() != 0) {
            skipInstant(in);
        }
        skipTexts(in);
        in.skip(in.count());
        in.skip(in.count());
        skipCvss(in);
        in.skip(in.count());
        for (int i = in.count(); i > 0; i--) {
            in.u8();
            in.skip(in.count());
        }
    }

    static void writeAffected(Encoder out, Affected a) {
        out.text(a.ecosystem()).text(a.name());
        out.var(a.ranges().size());
        for (Range range : a.ranges()) {
            out.u8(code(range.type())).var(range.events().size());
            for (Event event : range.events()) {
                out.u8(code(event.kind())).text(event.version());
            }
        }
        writeTexts(out, a.versions());
        writeTexts(out, a.fixedVersions());
        writeCvss(out, a.cvss());
        out.text(a.severity()).u8(code(a.status()));
    }

    static Affected readAffected(Decoder in) {
        String ecosystem = in.text();
        String name = in.text();
        int count = in.count();
        List<Range> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Range.Type type = type(in.u8());
            int events = in.count();
            List<Event> list = new ArrayList<>(events);
            for (int j = 0; j < events; j++) {
                list.add(new Event(kind(in.u8()), in.text()));
            }
            ranges.add(new Range(type, list));
        }
        List<String> versions = readTexts(in);
        List<String> fixed = readTexts(in);
        List<Cvss> cvss = readCvss(in);
        return new Affected(ecosystem, name, ranges, versions, fixed, cvss, in.text(), status(in.u8()));
    }

    /** An enum constant as files hold it: by its place, so the order of declaration is part of the format. */
    @SuppressWarnings("EnumOrdinal")
    static int code(Enum<?> constant) {
        return constant.ordinal();
    }

    static <E> E of(E[] constants, int code) {
        return constants[code];
    }

    static Range.Type type(int ordinal) {
        return of(TYPES, ordinal);
    }

    static Event.Kind kind(int ordinal) {
        return of(KINDS, ordinal);
    }

    static Affected.Status status(int ordinal) {
        return of(STATUSES, ordinal);
    }

    static void writeCvss(Encoder out, List<Cvss> ratings) {
        out.var(ratings.size());
        for (Cvss rating : ratings) {
            out.text(rating.version()).text(rating.vector()).u8((int) Math.round(rating.score() * 10));
        }
    }

    static List<Cvss> readCvss(Decoder in) {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        List<Cvss> ratings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ratings.add(new Cvss(in.text(), in.text(), in.u8() / 10.0));
        }
        return ratings;
    }

    private static void skipCvss(Decoder in) {
        for (int i = in.count(); i > 0; i--) {
            in.skip(in.count());
            in.skip(in.count());
            in.u8();
        }
    }

    private static void writeTexts(Encoder out, List<String> texts) {
        out.var(texts.size());
        for (String text : texts) {
            out.text(text);
        }
    }

    private static List<String> readTexts(Decoder in) {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }

    private static void skipTexts(Decoder in) {
        for (int i = in.count(); i > 0; i--) {
            in.skip(in.count());
        }
    }

    private static void writeInstant(Encoder out, Instant time) {
        out.signed(time.getEpochSecond()).var(time.getNano());
    }

    private static Instant readInstant(Decoder in) {
        long seconds = in.signed();
        int nanos = in.size();
        // Damaged bytes must not become a DateTimeException.
        long bounded = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(bounded, Math.min(nanos, 999_999_999));
    }

    private static void skipInstant(Decoder in) {
        in.signed();
        in.var();
    }
}
