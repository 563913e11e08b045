package dev.hullmark.server.notify;

import dev.hullmark.model.Severity;
import dev.hullmark.ship.Message;
import dev.hullmark.ship.Message.Line;
import dev.hullmark.ship.Message.Section;
import dev.hullmark.ship.MessageJson;
import dev.hullmark.store.Events;
import dev.hullmark.store.News;
import dev.hullmark.store.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts news into words. */
final class Composer {
    static final String DIGEST = "digest";
    private static final String FINDING = Events.Type.FINDING.text();

    private Composer() {}

    /** @param link where to read more, or "" */
    static Outbox.Written write(String key, News news, String link, Instant now) {
        List<Section> sections = new ArrayList<>();
        news.findings().ifPresent(f -> sections.add(section(f)));
        news.others().forEach(other -> sections.add(section(other)));
        String event = sections.size() == 1 ? sections.getFirst().event() : DIGEST;
        String title = sections.stream().map(Section::title).collect(Collectors.joining("; "));
        Optional<Severity> worst = sections.stream()
                .flatMap(s -> s.lines().stream())
                .flatMap(line -> line.severity().stream())
                .min(Severity::compareTo);
        Message message = new Message(key, event, title, worst, now, link, sections);
        return new Outbox.Written(event, title, MessageJson.write(message));
    }

    private static Section section(News.Findings f) {
        News.Group first = f.groups().getFirst();
        String images = count(f.images(), "image");
        String title = f.groups().size() + f.more() == 1
                ? first.vulnerability() + " (" + first.severity().text() + ", " + first.change() + ") in " + images
                : count(f.changes(), "change") + " of findings in " + images + ", the most severe "
                        + first.severity().text();
        return new Section(
                FINDING, title, f.groups().stream().map(Composer::line).toList(), f.more());
    }

    private static Line line(News.Group g) {
        String what = Stream.of(g.title().equals(g.vulnerability()) ? "" : g.title(), named(g.purl()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        String was = g.was().isEmpty() ? "" : "was " + g.was();
        String cause = Stream.of(was, g.cause()).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
        return new Line(
                g.vulnerability(),
                Optional.of(g.severity()),
                g.change(),
                what,
                g.fixedIn(),
                cause,
                g.images(),
                g.names());
    }

    /** {@code openssl 3.0.2} of a package URL. */
    private static String named(String purl) {
        String bare = purl.split("[?#]", 2)[0];
        return bare.substring(bare.lastIndexOf('/') + 1).replace('@', ' ');
    }

    private static Section section(News.Other other) {
        List<Line> lines =
                other.items().stream().map(item -> line(other.type(), item)).toList();
        return new Section(other.type(), title(other), lines, other.count() - lines.size());
    }

    private static String title(News.Other other) {
        for (Events.Type type : Events.Type.values()) {
            if (type.text().equals(other.type())) {
                int n = other.count();
                return switch (type) {
                    case FINDING -> count(n, "change") + " of findings";
                    case IMAGE_PUSHED -> count(n, "new image");
                    case SCAN_FINISHED -> count(n, "scan") + " finished";
                    case SCAN_FAILED -> count(n, "scan") + " failed";
                    case ADVISORIES_UPDATED -> "Advisories were updated";
                    case PROMOTED -> count(n, "image") + " promoted";
                    case POLICY_VIOLATED -> "Policy violated by " + count(n, "image");
                };
            }
        }
        return count(other.count(), "event") + " of type " + other.type();
    }

    private static Line line(String type, News.Item item) {
        boolean scanned = type.equals(Events.Type.SCAN_FINISHED.text());
        String said = item.said().equals(item.image()) ? "" : item.said();
        Optional<Severity> worst = scanned
                ? item.findings().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getKey())
                        .min(Severity::compareTo)
                : Optional.empty();
        String subject = item.image().isEmpty() ? said : item.image();
        String what = scanned ? open(item) : item.image().isEmpty() ? "" : said;
        return new Line(subject, worst, "", what, "", "", item.image().isEmpty() ? 0 : 1, List.of());
    }

    private static String open(News.Item item) {
        String open = item.findings().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey().text())
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? "no known findings" : open;
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
