package dev.hullmark.server.watch;

import dev.hullmark.model.HullmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names by patterns: {@code *} is any characters but a slash, {@code **} any, {@code ?} one but a slash. One that begins
 * with {@code !} takes names out again. A name counts by the last pattern that fits it; where all of them take out, all
 * others are in.
 */
public final class Patterns {
    private static final int LONGEST = 300;

    /** Everything. */
    public static final Patterns ALL = new Patterns(List.of());

    /** Nothing. */
    public static final Patterns NONE = parse(List.of("!**"));

    private final List<One> all;

    private record One(Pattern pattern, boolean out) {}

    private Patterns(List<One> all) {
        this.all = List.copyOf(all);
    }

    /** @throws HullmarkException for a pattern that is empty or too long */
    public static Patterns parse(List<String> texts) {
        List<One> all = new ArrayList<>();
        for (String text : texts) {
            boolean out = text.startsWith("!");
            String glob = out ? text.substring(1) : text;
            if (glob.isEmpty() || glob.length() > LONGEST) {
                throw new HullmarkException(
                        "'" + text + "' is no pattern; write one like registry.example.com/team/*.");
            }
            all.add(new One(Pattern.compile(regex(glob)), out));
        }
        return new Patterns(all);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** Whether a name is in. */
    public boolean has(String name) {
        boolean in = all.stream().allMatch(One::out);
        for (One one : all) {
            if (one.pattern().matcher(name).matches()) {
                in = !one.out();
            }
        }
        return in;
    }
}
