package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.store.Overview;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Open findings by day as stacked bars, as SVG has them: a drawing of {@link #WIDTH} by {@link #HEIGHT}, its origin at the
 * top left. A day without a count has no bar.
 *
 * @param bars from left to right, from the bottom up
 * @param lines of the scale
 * @param labels below the bars
 * @param days what the bars stand for, for the table that says the same
 */
public record TrendChart(List<Bar> bars, List<Line> lines, List<Label> labels, List<Overview.Day> days) {
    public static final int WIDTH = 720;
    public static final int HEIGHT = 240;
    public static final int LEFT = 48;
    private static final int RIGHT = 8;
    private static final int TOP = 12;
    private static final int BOTTOM = 26;
    private static final int WEEK = 7;
    private static final double FILLED = 0.72;

    private static final List<Severity> STACK =
            List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** One severity of one day. */
    public record Bar(String look, String x, String y, String width, String height) {}

    public record Line(String y, String value) {}

    public record Label(String x, String text) {}

    public TrendChart {
        bars = List.copyOf(bars);
        lines = List.copyOf(lines);
        labels = List.copyOf(labels);
        days = List.copyOf(days);
    }

    /** @param count how many days, up to today */
    static TrendChart of(List<Overview.Day> days, LocalDate today, int count) {
        Map<LocalDate, Overview.Day> byDay = new HashMap<>();
        days.forEach(day -> byDay.put(day.day(), day));
        long top = scale(days.stream().mapToLong(TrendChart::total).max().orElse(0));
        double step = (double) (WIDTH - LEFT - RIGHT) / count;
        double room = HEIGHT - TOP - BOTTOM;
        List<Bar> bars = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate date = today.minusDays(count - 1L - i);
            double x = LEFT + i * step;
            if ((count - 1 - i) % WEEK == 0) {
                labels.add(new Label(text(x + step / 2), DAY.format(date)));
            }
            Overview.Day day = byDay.get(date);
            double y = HEIGHT - BOTTOM;
            for (Severity severity : STACK) {
                int value = day == null ? 0 : day.findings().getOrDefault(severity, 0);
                double height = value * room / top;
                y -= height;
                if (value > 0) {
                    bars.add(new Bar(
                            severity.text(),
                            text(x + step * (1 - FILLED) / 2),
                            text(y),
                            text(step * FILLED),
                            text(height)));
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= 4; i++) {
            lines.add(
                    new Line(text(HEIGHT - BOTTOM - i * room / 4), String.format(Locale.ENGLISH, "%,d", top * i / 4)));
        }
        return new TrendChart(bars, lines, labels, days);
    }

    private static long total(Overview.Day day) {
        return STACK.stream().mapToLong(s -> day.findings().getOrDefault(s, 0)).sum();
    }

    /** The next number above that four lines divide well. */
    private static long scale(long most) {
        long unit = 4;
        while (unit * 10 <= most) {
            unit *= 10;
        }
        for (int times : List.of(1, 2, 3, 5, 10)) {
            if (unit * times >= most) {
                return unit * times;
            }
        }
        return unit * 10;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
