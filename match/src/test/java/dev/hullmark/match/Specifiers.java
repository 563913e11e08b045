package dev.hullmark.match;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requirement specifiers of pip and Maven, as far as published test tables use them: a second consumer of the version
 * orders, here only.
 */
final class Specifiers {
    private static final Pattern TERM = Pattern.compile("(===?|!=|<=|>=|<|>|~=|=)?\\s*([\\w*-][^\\s,|]*)");
    private static final Pattern INTERVAL = Pattern.compile("([\\[(])([^\\[\\]()]*)([\\])])");

    private Specifiers() {}

    static boolean matches(String ecosystem, String version, String specifier) {
        VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
        if (specifier.startsWith("[") || specifier.startsWith("(")) {
            return inIntervals(order, version, specifier);
        }
        for (String alternative : specifier.split("\\|\\|")) {
            boolean all = true;
            Matcher terms = TERM.matcher(alternative);
            while (terms.find()) {
                String operator = terms.group(1) == null ? "=" : terms.group(1);
                all &= ecosystem.equals("PyPI")
                        ? pep440(order, operator, version, terms.group(2))
                        : holds(operator, order.compare(version, terms.group(2)));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean inIntervals(VersionOrder order, String version, String intervals) {
        Matcher m = INTERVAL.matcher(intervals);
        while (m.find()) {
            String[] ends = m.group(2).split(",", -1);
            String low = ends[0].strip();
            String high = ends[ends.length - 1].strip();
            int toLow = low.isEmpty() ? 1 : order.compare(version, low);
            int toHigh = high.isEmpty() ? -1 : order.compare(version, high);
            boolean above = m.group(1).equals("[") ? toLow >= 0 : toLow > 0;
            boolean below = m.group(3).equals("]") ? toHigh <= 0 : toHigh < 0;
            if (above && below) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "=", "==" -> comparison == 0;
            case "!=" -> comparison != 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** PEP 440, "Version specifiers". */
    private static boolean pep440(VersionOrder order, String operator, String version, String wanted) {
        if (wanted.equals("*")) {
            return true;
        }
        String bare = PypiOrder.withoutLocal(version);
        String compared = wanted.contains("+") ? version : bare;
        return switch (operator) {
            case "=", "==" -> same(order, bare, compared, wanted);
            case "!=" -> !same(order, bare, compared, wanted);
            case "~=" ->
                order.compare(bare, wanted) >= 0 && prefix(order, bare, wanted.substring(0, wanted.lastIndexOf('.')));
            case "<" ->
                order.compare(bare, wanted) < 0
                        && !(preRelease(bare) && !preRelease(wanted) && order.compare(base(bare), base(wanted)) == 0);
            case ">" ->
                order.compare(bare, wanted) > 0
                        && !(bare.contains("post")
                                && !wanted.contains("post")
                                && order.compare(base(bare), base(wanted)) == 0);
            default -> holds(operator, order.compare(bare, wanted));
        };
    }

    private static boolean same(VersionOrder order, String bare, String compared, String wanted) {
        return wanted.endsWith(".*")
                ? prefix(order, bare, wanted.substring(0, wanted.length() - 2))
                : order.compare(compared, wanted) == 0;
    }

    private static boolean preRelease(String v) {
        return v.matches(".*\\d(\\.?dev|a|b|c|rc).*");
    }

    private static String base(String v) {
        Matcher m = Pattern.compile("(\\d+!)?\\d+(\\.\\d+)*").matcher(v);
        return m.lookingAt() ? m.group() : v;
    }

    private static boolean prefix(VersionOrder order, String version, String prefix) {
        List<String> v = parts(version);
        List<String> p = parts(prefix);
        while (v.size() < p.size()) {
            v.add("0");
        }
        for (int i = 0; i < p.size(); i++) {
            if (order.compare(number(v.get(i)), number(p.get(i))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String number(String part) {
        return part.matches("\\d+") ? part : "0+" + part;
    }

    private static List<String> parts(String v) {
        List<String> parts = new ArrayList<>();
        int bang = v.indexOf('!');
        parts.add(bang < 0 ? "0" : v.substring(0, bang));
        Matcher m = Pattern.compile("\\d+|[a-z]+").matcher(v.substring(bang + 1));
        while (m.find()) {
            parts.add(m.group());
        }
        return parts;
    }
}
