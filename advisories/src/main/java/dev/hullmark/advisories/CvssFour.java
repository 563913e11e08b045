package dev.hullmark.advisories;

import java.util.HashMap;
import java.util.Map;
import us.springett.cvss.Cvss;

/**
 * CVSS 4.0 scores (specification, section 8: https://www.first.org/cvss/v4-0/specification-document). The library rounds
 * a score such as 5.65, which binary fractions hold as a little less, down, where the reference rounds up: 6 of 1058
 * published vectors come out 0.1 too low. So the interpolation is done here, in tenths; the scores of the 270 classes of
 * vectors (macro vectors) it starts from are the library's for the worst vector of each, where nothing is interpolated.
 */
final class CvssFour {
    /** The worst vectors of each level of each equivalence set, as the specification's table 24 ff. lists them. */
    private static final String[][] EQ1 = {
        {"AV:N/PR:N/UI:N"}, {"AV:A/PR:N/UI:N", "AV:N/PR:L/UI:N", "AV:N/PR:N/UI:P"}, {"AV:P/PR:N/UI:N", "AV:A/PR:L/UI:P"}
    };

    private static final String[][] EQ2 = {{"AC:L/AT:N"}, {"AC:H/AT:N", "AC:L/AT:P"}};
    private static final String[][] EQ3_HIGH = {
        {"VC:H/VI:H/VA:H/CR:H/IR:H/AR:H"}, {"VC:L/VI:H/VA:H/CR:H/IR:H/AR:H", "VC:H/VI:L/VA:H/CR:H/IR:H/AR:H"}
    };
    private static final String[][] EQ3_LOW = {
        {"VC:H/VI:H/VA:L/CR:M/IR:M/AR:H", "VC:H/VI:H/VA:H/CR:M/IR:M/AR:M"},
        {
            "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H",
            "VC:L/VI:H/VA:H/CR:H/IR:M/AR:M",
            "VC:H/VI:L/VA:H/CR:M/IR:H/AR:M",
            "VC:H/VI:L/VA:L/CR:M/IR:H/AR:H",
            "VC:L/VI:L/VA:H/CR:H/IR:H/AR:M"
        },
        {"VC:L/VI:L/VA:L/CR:H/IR:H/AR:H"}
    };
    private static final String[][] EQ4 = {{"SC:H/SI:S/SA:S"}, {"SC:H/SI:H/SA:H"}, {"SC:L/SI:L/SA:L"}};

    /** How many steps lie between the worst and the mildest vector of each level. */
    private static final int[] DEPTH1 = {1, 4, 5};

    private static final int[] DEPTH2 = {1, 2};
    private static final int[][] DEPTH3 = {{7, 6}, {8, 8}, {0, 10}};
    private static final int[] DEPTH4 = {6, 5, 4};

    /** The values of each metric, worst first. */
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("AV", "NALP"),
            Map.entry("PR", "NLH"),
            Map.entry("UI", "NPA"),
            Map.entry("AC", "LH"),
            Map.entry("AT", "NP"),
            Map.entry("VC", "HLN"),
            Map.entry("VI", "HLN"),
            Map.entry("VA", "HLN"),
            Map.entry("SC", "SHLN"),
            Map.entry("SI", "SHLN"),
            Map.entry("SA", "SHLN"),
            Map.entry("CR", "HML"),
            Map.entry("IR", "HML"),
            Map.entry("AR", "HML"));

    private static final double HAIR = 1e-6;

    private final Map<Integer, Integer> scores = new HashMap<>();
    private Map<String, Character> metrics = Map.of();

    /** The score of a vector the library has accepted. Not thread-safe. */
    double score(String vector) {
        metrics = parse(vector);
        if (is("VC", 'N') && is("VI", 'N') && is("VA", 'N') && is("SC", 'N') && is("SI", 'N') && is("SA", 'N')) {
            return 0;
        }
        int eq1 = eq1();
        int eq2 = is("AC", 'L') && is("AT", 'N') ? 0 : 1;
        int eq3 = eq3();
        int eq4 = is("SI", 'S') || is("SA", 'S') ? 0 : is("SC", 'H') || is("SI", 'H') || is("SA", 'H') ? 1 : 2;
        int eq5 = "APU".indexOf(metrics.getOrDefault("E", 'A'));
        boolean needed = (is("CR", 'H') && is("VC", 'H'))
                || (is("IR", 'H') && is("VI", 'H'))
                || (is("AR", 'H') && is("VA", 'H'));
        int eq6 = needed ? 0 : 1;

        int value = tenths(eq1, eq2, eq3, eq4, eq5, eq6);
        double lost = 0;
        int lower = 0;
        if (eq1 < 2) {
            lost += share(value - tenths(eq1 + 1, eq2, eq3, eq4, eq5, eq6), EQ1[eq1], DEPTH1[eq1]);
            lower++;
        }
        if (eq2 < 1) {
            lost += share(value - tenths(eq1, eq2 + 1, eq3, eq4, eq5, eq6), EQ2[eq2], DEPTH2[eq2]);
            lower++;
        }
        if (eq3 < 2) {
            String[] worst = eq6 == 0 ? EQ3_HIGH[eq3] : EQ3_LOW[eq3];
            lost += share(value - below(eq1, eq2, eq3, eq4, eq5, eq6), worst, DEPTH3[eq3][eq6]);
            lower++;
        }
        if (eq4 < 2) {
            lost += share(value - tenths(eq1, eq2, eq3, eq4 + 1, eq5, eq6), EQ4[eq4], DEPTH4[eq4]);
            lower++;
        }
        if (eq5 < 2) {
            // Within a level of exploit maturity there are no steps.
            lower++;
        }
        double exact = lower == 0 ? value : value - lost / lower;
        return Math.clamp(Math.floor(exact + 0.5 + HAIR), 0, 100) / 10;
    }

    /** The next lower class in impact and requirements, which belong together. */
    private int below(int eq1, int eq2, int eq3, int eq4, int eq5, int eq6) {
        if (eq3 == 0 && eq6 == 0) {
            return Math.max(tenths(eq1, eq2, 0, eq4, eq5, 1), tenths(eq1, eq2, 1, eq4, eq5, 0));
        }
        return eq6 == 0 ? tenths(eq1, eq2, eq3, eq4, eq5, 1) : tenths(eq1, eq2, eq3 + 1, eq4, eq5, 1);
    }

    /** What the way down from the worst vector of the level takes off, of all that the level spans. */
    private double share(int available, String[] worst, int depth) {
        for (String candidate : worst) {
            int distance = distance(candidate);
            if (distance >= 0) {
                return (double) available * distance / depth;
            }
        }
        throw new IllegalArgumentException("no vector of its class is worse");
    }

    private int distance(String worst) {
        int distance = 0;
        for (String part : worst.split("/")) {
            String metric = part.substring(0, 2);
            String steps = STEPS.getOrDefault(metric, "");
            int down = steps.indexOf(value(metric)) - steps.indexOf(part.charAt(3));
            if (down < 0) {
                return -1;
            }
            distance += down;
        }
        return distance;
    }

    private int eq1() {
        if (is("AV", 'N') && is("PR", 'N') && is("UI", 'N')) {
            return 0;
        }
        return !is("AV", 'P') && (is("AV", 'N') || is("PR", 'N') || is("UI", 'N')) ? 1 : 2;
    }

    private int eq3() {
        if (is("VC", 'H') && is("VI", 'H')) {
            return 0;
        }
        return is("VC", 'H') || is("VI", 'H') || is("VA", 'H') ? 1 : 2;
    }

    private int tenths(int eq1, int eq2, int eq3, int eq4, int eq5, int eq6) {
        int key = ((((eq1 * 3 + eq2) * 3 + eq3) * 3 + eq4) * 3 + eq5) * 3 + eq6;
        Integer known = scores.get(key);
        if (known == null) {
            String impact = (eq6 == 0 ? EQ3_HIGH : EQ3_LOW)[eq3][0];
            // Safety is a value of the modified metrics only.
            String later = eq4 == 0 ? "SC:H/SI:H/SA:H" : EQ4[eq4][0];
            String base = EQ1[eq1][0] + "/" + EQ2[eq2][0] + "/" + impact.substring(0, 14) + "/" + later;
            String rest = "/E:" + "APU".charAt(eq5) + impact.substring(14) + (eq4 == 0 ? "/MSI:S/MSA:S" : "");
            double score = Cvss.fromVector("CVSS:4.0/" + ordered(base) + rest)
                    .calculateScore()
                    .getBaseScore();
            known = (int) Math.round(score * 10);
            scores.put(key, known);
        }
        return known;
    }

    /** In the order that vectors must have. */
    private static String ordered(String base) {
        Map<String, Character> parts = parse("CVSS:4.0/" + base);
        StringBuilder out = new StringBuilder();
        for (String metric : "AV AC AT PR UI VC VI VA SC SI SA".split(" ")) {
            out.append(out.isEmpty() ? "" : "/").append(metric).append(':').append(parts.get(metric));
        }
        return out.toString();
    }

    /** The values that count: a modified metric before the base one, the worst where none is given. */
    private static Map<String, Character> parse(String vector) {
        Map<String, Character> metrics = new HashMap<>();
        Map<String, Character> modified = new HashMap<>();
        for (String part : vector.substring("CVSS:4.0/".length()).split("/")) {
            int colon = part.indexOf(':');
            char value = part.charAt(colon + 1);
            if (colon == 3 && part.charAt(0) == 'M' && value != 'X') {
                modified.put(part.substring(1, 3), value);
            } else if (value != 'X') {
                metrics.put(part.substring(0, colon), value);
            }
        }
        metrics.putAll(modified);
        return metrics;
    }

    private char value(String metric) {
        return metrics.getOrDefault(metric, 'H');
    }

    private boolean is(String metric, char value) {
        return value(metric) == value;
    }
}
