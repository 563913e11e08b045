package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.model.Finding.Cvss;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Advisories for tests. */
final class Samples {
    private Samples() {}

    static Advisory advisory(String id, Affected... affected) {
        return new Advisory(
                id,
                Instant.parse("2025-01-02T03:04:05.678Z"),
                Optional.empty(),
                List.of("CVE-2025-" + id.length()),
                "summary of " + id,
                "details",
                List.of(new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)),
                "high",
                List.of("https://nvd.nist.gov/vuln/detail/" + id),
                List.of(affected));
    }

    static Affected before(String ecosystem, String name, String fixed) {
        List<Event> events = List.of(new Event(Event.Kind.INTRODUCED, "0"), new Event(Event.Kind.FIXED, fixed));
        return new Affected(
                ecosystem, name, List.of(new Range(Range.Type.ECOSYSTEM, events)), List.of(), List.of(), List.of(), "");
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withCharRange('a', 'e')
                .withChars("é漢\n\"\\")
                .ofMaxLength(12);
    }

    private static Arbitrary<String> version() {
        return Arbitraries.integers().between(0, 40).map(i -> "1." + i + (i % 7 == 0 ? "-é" : ""));
    }

    private static Arbitrary<List<Cvss>> cvss() {
        return Combinators.combine(
                        Arbitraries.of("2.0", "3.1", "4.0"),
                        text(),
                        Arbitraries.integers().between(0, 100))
                .as((version, vector, tenths) -> new Cvss(version, vector, tenths / 10.0))
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<Affected> affected() {
        Arbitrary<Event> event = Combinators.combine(Arbitraries.of(Event.Kind.values()), version())
                .as(Event::new);
        Arbitrary<Range> range = Combinators.combine(
                        Arbitraries.of(Range.Type.values()),
                        event.list().ofMinSize(1).ofMaxSize(4))
                .as(Range::new);
        Arbitrary<List<String>> sorted =
                version().set().ofMaxSize(30).map(set -> set.stream().sorted().toList());
        Arbitrary<List<String>> any = version().list().ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of("Debian:11", "Debian:12", "Debian", "npm"),
                        Arbitraries.of("a", "b", "c", "漢", ""),
                        range.list().ofMaxSize(2),
                        Arbitraries.oneOf(sorted, any),
                        any,
                        cvss(),
                        text(),
                        Arbitraries.of(Affected.Status.values()))
                .as(Affected::new);
    }

    static Arbitrary<Advisory> advisories() {
        Arbitrary<Instant> time = Arbitraries.longs()
                .between(-62_135_596_800L, 253_402_300_799L)
                .map(second -> Instant.ofEpochSecond(second, Math.abs(second % 1_000_000_000)));
        Arbitrary<List<String>> aliases = Arbitraries.integers()
                .between(0, 30)
                .map(i -> "CVE-2025-" + i)
                .list()
                .ofMaxSize(3);
        Arbitrary<List<String>> references =
                text().map(tail -> "https://github.com/" + tail).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60).map(i -> "ID-" + i),
                        time,
                        time.optional(),
                        aliases,
                        text(),
                        cvss(),
                        references,
                        affected().list().ofMaxSize(5))
                .as((id, modified, withdrawn, also, summary, cvss, refs, affected) -> new Advisory(
                        id, modified, withdrawn, also, summary, summary + "!", cvss, "low", refs, affected));
    }
}
