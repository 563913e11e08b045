package dev.hullmark.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One Python version, read by the grammar of PEP 440's appendix B. Numbers stay digits: they have no limit. */
final class PypiVersion implements Comparable<PypiVersion> {
    /** Before every pre-release: a development release of the version itself. */
    private static final int DEVELOPMENT = 0;

    private static final int ALPHA = 1;
    private static final int BETA = 2;
    private static final int CANDIDATE = 3;
    private static final int NO_PRE_RELEASE = 4;

    private static final String[] PRE_WORDS = {"alpha", "a", "beta", "b", "preview", "pre", "rc", "c"};
    private static final int[] PRE_RANKS = {ALPHA, ALPHA, BETA, BETA, CANDIDATE, CANDIDATE, CANDIDATE, CANDIDATE};
    private static final String[] POST_WORDS = {"post", "rev", "r"};
    private static final String[] DEV_WORDS = {"dev"};

    private final String s;
    private int at;
    /** Not PEP 440: compared by these parts. */
    private List<String> legacy = List.of();

    private String epoch = "";
    private final List<String> release = new ArrayList<>(4);
    private int pre = NO_PRE_RELEASE;
    private String preNumber = "";
    private boolean hasPost;
    private String post = "";
    private boolean hasDev;
    private String dev = "";
    private List<String> local = List.of();

    private PypiVersion(String s) {
        this.s = s;
    }

    static PypiVersion parse(String version) {
        Text.check(version);
        PypiVersion parsed = new PypiVersion(version.strip().toLowerCase(Locale.ROOT));
        if (!parsed.read()) {
            PypiVersion old = new PypiVersion(version);
            old.legacy = PypiLegacy.parts(version.toLowerCase(Locale.ROOT));
            return old;
        }
        return parsed;
    }

    /** Whether PEP 440 does not accept it. */
    boolean isLegacy() {
        return !legacy.isEmpty();
    }

    private boolean read() {
        if (at < s.length() && s.charAt(at) == 'v') {
            at++;
        }
        String number = digits();
        if (number.isEmpty()) {
            return false;
        }
        if (at < s.length() && s.charAt(at) == '!') {
            at++;
            epoch = number;
            number = digits();
            if (number.isEmpty()) {
                return false;
            }
        }
        release.add(number);
        while (at + 1 < s.length() && s.charAt(at) == '.' && Text.digit(s.charAt(at + 1))) {
            at++;
            release.add(digits());
        }
        readPre();
        readPost();
        int word = word(DEV_WORDS);
        if (word >= 0) {
            hasDev = true;
            dev = numberAfterWord();
        }
        if (hasDev && pre == NO_PRE_RELEASE && !hasPost) {
            pre = DEVELOPMENT;
        }
        return at == s.length() || (s.charAt(at) == '+' && readLocal());
    }

    private void readPre() {
        int word = word(PRE_WORDS);
        if (word >= 0) {
            pre = PRE_RANKS[word];
            preNumber = numberAfterWord();
        }
    }

    private void readPost() {
        if (at + 1 < s.length() && s.charAt(at) == '-' && Text.digit(s.charAt(at + 1))) {
            at++;
            hasPost = true;
            post = digits();
        } else if (word(POST_WORDS) >= 0) {
            hasPost = true;
            post = numberAfterWord();
        }
    }

    private boolean readLocal() {
        local = new ArrayList<>(2);
        do {
            int from = ++at;
            while (at < s.length() && (Text.digit(s.charAt(at)) || Text.lower(s.charAt(at)))) {
                at++;
            }
            if (at == from) {
                return false;
            }
            local.add(s.substring(from, at));
        } while (at < s.length() && separator(s.charAt(at)));
        return at == s.length();
    }

    /** Moves behind one of these words and a separator before it; the index of the word, or -1 without moving. */
    private int word(String[] words) {
        int from = at < s.length() && separator(s.charAt(at)) ? at + 1 : at;
        for (int i = 0; i < words.length; i++) {
            if (s.startsWith(words[i], from)) {
                at = from + words[i].length();
                return i;
            }
        }
        return -1;
    }

    /** An optional separator and number; the separator belongs to the word even when no number follows. */
    private String numberAfterWord() {
        if (at < s.length() && separator(s.charAt(at))) {
            at++;
        }
        return digits();
    }

    private String digits() {
        int from = at;
        at = Text.digitsEnd(s, from, s.length());
        return s.substring(from, at);
    }

    private static boolean separator(char c) {
        return c == '.' || c == '-' || c == '_';
    }

    @Override
    public int compareTo(PypiVersion o) {
        if (legacy.isEmpty() != o.legacy.isEmpty()) {
            return legacy.isEmpty() ? 1 : -1;
        }
        if (!legacy.isEmpty()) {
            return compareLegacy(o);
        }
        int result = compareNumbers(epoch, o.epoch);
        if (result == 0) {
            result = compareRelease(o);
        }
        if (result == 0) {
            result = Integer.compare(pre, o.pre);
        }
        if (result == 0) {
            result = compareNumbers(preNumber, o.preNumber);
        }
        if (result == 0) {
            result = Boolean.compare(hasPost, o.hasPost);
        }
        if (result == 0) {
            result = compareNumbers(post, o.post);
        }
        if (result == 0) {
            result = Boolean.compare(o.hasDev, hasDev);
        }
        if (result == 0) {
            result = compareNumbers(dev, o.dev);
        }
        return result != 0 ? result : compareLocal(o);
    }

    private int compareLegacy(PypiVersion o) {
        int common = Math.min(legacy.size(), o.legacy.size());
        for (int i = 0; i < common; i++) {
            int result = legacy.get(i).compareTo(o.legacy.get(i));
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(legacy.size(), o.legacy.size());
    }

    private int compareRelease(PypiVersion o) {
        int all = Math.max(release.size(), o.release.size());
        for (int i = 0; i < all; i++) {
            int result = compareNumbers(
                    i < release.size() ? release.get(i) : "", i < o.release.size() ? o.release.get(i) : "");
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** Numbers are after words, more parts after fewer. */
    private int compareLocal(PypiVersion o) {
        int common = Math.min(local.size(), o.local.size());
        for (int i = 0; i < common; i++) {
            String x = local.get(i);
            String y = o.local.get(i);
            boolean xNumber = Text.digitsEnd(x, 0, x.length()) == x.length();
            boolean yNumber = Text.digitsEnd(y, 0, y.length()) == y.length();
            if (xNumber != yNumber) {
                return xNumber ? 1 : -1;
            }
            int result = xNumber ? compareNumbers(x, y) : x.compareTo(y);
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(local.size(), o.local.size());
    }

    private static int compareNumbers(String x, String y) {
        return Text.compareNumbers(x, 0, x.length(), y, 0, y.length());
    }
}
