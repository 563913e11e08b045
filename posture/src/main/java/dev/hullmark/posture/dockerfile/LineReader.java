package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the physical lines of a file as BuildKit does: an escape before the end of a line joins it to the next, comments
 * and empty lines in between vanish, and here-documents follow the instruction that names them.
 */
final class LineReader {
    private static final String IGNORE = "hullmark:ignore=";

    private final List<String> lines;
    private final char escape;
    private final List<Problem> problems;

    /** Lines on which an empty line is taken into an instruction: BuildKit warns that it will stop to allow it. */
    private final List<Integer> emptyContinuations;

    private int next;

    LineReader(List<String> lines, Directives directives, List<Problem> problems, List<Integer> emptyContinuations) {
        this.lines = lines;
        this.escape = directives.escape();
        this.next = directives.lines();
        this.problems = problems;
        this.emptyContinuations = emptyContinuations;
    }

    List<LogicalLine> read() {
        List<LogicalLine> read = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        while (next < lines.size()) {
            String line = lines.get(next).strip();
            if (line.isEmpty()) {
                next++;
            } else if (line.charAt(0) == '#') {
                ignore(line, ignored);
                next++;
            } else if (read.size() == Limits.INSTRUCTIONS) {
                problems.addFirst(Problem.stop(
                        next + 1, "more than " + Limits.INSTRUCTIONS + " instructions; the rest was not read"));
                return read;
            } else {
                read.add(logical(List.copyOf(ignored)));
                ignored.clear();
            }
        }
        return read;
    }

    /** {@code # hullmark:ignore=rule-id,other-id}, for the instruction that follows. */
    private static void ignore(String comment, List<String> ignored) {
        int at = comment.indexOf(IGNORE);
        if (at >= 0) {
            String ids = comment.substring(at + IGNORE.length()).strip();
            int end = ids.indexOf(' ');
            ignored.addAll(Arrays.asList((end < 0 ? ids : ids.substring(0, end)).split(",", -1)));
        }
    }

    private LogicalLine logical(List<String> ignored) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        boolean more = true;
        while (more && next < lines.size()) {
            String line = lines.get(next);
            boolean inside = !numbers.isEmpty();
            String stripped = line.strip();
            if (inside && stripped.isEmpty()) {
                if (emptyContinuations.size() < Limits.HITS) {
                    emptyContinuations.add(next + 1);
                }
                next++;
                continue;
            }
            if (inside && stripped.charAt(0) == '#') {
                next++;
                continue;
            }
            int end = continued(line);
            more = end >= 0;
            starts.add(text.length());
            numbers.add(next + 1);
            text.append(
                    line,
                    inside ? 0 : line.indexOf(stripped),
                    more ? end : line.stripTrailing().length());
            next++;
        }
        String joined = text.toString();
        return new LogicalLine(joined, new LineMap(starts, numbers), bodies(Heredocs.named(joined, escape)), ignored);
    }

    /** Where a line that goes on ends, or -1: its last character is an escape that is not escaped itself. */
    private int continued(String line) {
        int last = line.stripTrailing().length() - 1;
        boolean ends = last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
        return ends ? last : -1;
    }

    private List<Heredoc> bodies(List<Heredocs.Name> names) {
        List<Heredoc> bodies = new ArrayList<>();
        for (Heredocs.Name name : names) {
            int first = next + 1;
            StringBuilder body = new StringBuilder();
            boolean ended = false;
            while (next < lines.size() && !ended) {
                String line = lines.get(next++);
                String shown = name.stripTabs() ? withoutTabs(line) : line;
                ended = shown.equals(name.text());
                if (!ended) {
                    body.append(shown).append('\n');
                }
            }
            if (!ended) {
                Problem.add(
                        problems, first - 1, "the here-document is never ended by '" + Text.quoted(name.text()) + "'");
            }
            bodies.add(new Heredoc(name.text(), name.expand(), body.toString(), first));
        }
        return bodies;
    }

    static String withoutTabs(String line) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == '\t') {
            from++;
        }
        return line.substring(from);
    }
}
