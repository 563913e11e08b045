package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was not seen, as people read it: the same reason once, whatever it holds for. */
final class Gaps {
    private static final String FILE = "file:";
    private static final String FEED = "feed:";

    /** What follows names the ecosystem, which the package type before it says too. */
    private static final String STARTER = "only the starter set";

    /** Characters of a path beside which others are not listed. */
    private static final int LONG = 40;

    private Gaps() {}

    static boolean is(Coverage coverage) {
        return coverage.status() == Coverage.Status.NONE || coverage.status() == Coverage.Status.PARTIAL;
    }

    static boolean any(List<Coverage> coverage) {
        return coverage.stream().anyMatch(Gaps::is);
    }

    /**
     * One line a reason. Single files come last, and unless all is asked for only the first of those that no other line
     * tells of.
     */
    static List<String> lines(List<Coverage> coverage, boolean all) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (Coverage c : coverage) {
            if (is(c) && !c.what().startsWith(FILE)) {
                byReason.computeIfAbsent(reason(c), r -> new ArrayList<>(1)).add(c.what());
            }
        }
        for (Coverage c : coverage) {
            if (is(c) && c.what().startsWith(FILE)) {
                String path = c.what().substring(FILE.length());
                String reason = reason(c);
                if (all || byReason.keySet().stream().noneMatch(told -> tells(told, path, reason))) {
                    files.computeIfAbsent(reason, r -> new ArrayList<>(1)).add(path);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        add(byReason, all, all ? Integer.MAX_VALUE : Limits.GAPS, lines);
        add(files, all, all ? Integer.MAX_VALUE : Math.min(Limits.FILE_GAPS, Limits.GAPS - lines.size()), lines);
        int left = byReason.size() + files.size() - lines.size();
        if (left > 0) {
            lines.add("and " + Counts.of(left, "more gap") + " (--all)");
        }
        return lines;
    }

    /** Whether a line that sums up tells of this file, or ends in what is the matter with it. */
    private static boolean tells(String told, String path, String reason) {
        return told.contains(path + " ") || told.endsWith(": " + reason);
    }

    private static String reason(Coverage c) {
        if (c.reason().isEmpty()) {
            return c.status().text();
        }
        int todo = c.reason().indexOf(';');
        return c.reason().startsWith(STARTER + " for ") && todo > 0
                ? STARTER + c.reason().substring(todo)
                : c.reason();
    }

    private static void add(Map<String, List<String>> byReason, boolean all, int most, List<String> lines) {
        int added = 0;
        for (Map.Entry<String, List<String>> gap : byReason.entrySet()) {
            if (added++ == most) {
                return;
            }
            lines.add(names(gap.getValue(), all) + ": " + gap.getKey());
        }
    }

    private static String names(List<String> what, boolean all) {
        boolean feeds = what.stream().allMatch(w -> w.startsWith(FEED));
        int most = what.getFirst().length() > LONG ? 1 : Limits.NAMED_IN_GAP;
        int named = all ? what.size() : Math.min(what.size(), most);
        StringBuilder names = new StringBuilder(feeds ? (what.size() == 1 ? "feed " : "feeds ") : "");
        for (int i = 0; i < named; i++) {
            names.append(i == 0 ? "" : ", ").append(what.get(i).substring(feeds ? FEED.length() : 0));
        }
        return named < what.size()
                ? names.append(" +").append(what.size() - named).toString()
                : names.toString();
    }
}
