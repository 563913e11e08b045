package dev.hullmark.cli;

import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.rule.Rule;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes events as lines that people read while they happen. What programs chose themselves cannot move the cursor. */
final class EventLines implements EventWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    /** Characters of one line's last column. */
    private static final int LONGEST = 400;

    private final PrintStream out;
    private final boolean all;

    EventLines(PrintStream out, boolean all) {
        this.out = out;
        this.all = all;
    }

    @Override
    public void write(Event event, List<Rule> rules) {
        if (all || !rules.isEmpty() || !quiet(event)) {
            out.println("%s  %-16s  %-10s  %-24s  %s%s"
                    .formatted(
                            TIME.format(event.time()),
                            Terminal.clean(name(event.container())),
                            event.what().kind(),
                            Terminal.clean(process(event)),
                            Terminal.clean(cut(EventWords.sentence(event))),
                            alerts(rules)));
        }
    }

    private static String alerts(List<Rule> rules) {
        return rules.stream()
                .map(rule -> "  << %s %s: %s"
                        .formatted(rule.severity().text().toUpperCase(Locale.ROOT), rule.id(), rule.title()))
                .collect(Collectors.joining());
    }

    /** What happens all the time. */
    private static boolean quiet(Event event) {
        return switch (event.what()) {
            case What.Exited _, What.Opened _ -> true;
            case What.Mapped _ -> true;
            case What.Tcp tcp -> tcp.step() == What.SocketStep.CONNECTING;
            default -> false;
        };
    }

    private static String name(Container container) {
        return container.name().isEmpty() ? container.shortId() : container.name();
    }

    private static String process(Event event) {
        return event.actor().pid() == 0
                ? ""
                : event.actor().comm() + "[" + event.actor().pid() + "]";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
