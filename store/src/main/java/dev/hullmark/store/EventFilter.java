package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which events somebody wants to be told of.
 *
 * @param least findings below it, and scans of images without one that reaches it, are left out
 * @param repositories patterns in which {@code *} stands for any characters and {@code ?} for one, matched with the whole
 *     name of an image's repository, registry included, in letters of any case; events that are about no image always pass; empty for all
 * @param types as {@link Events.Type#text} has them; empty for all
 * @param changes of findings, in one word each; empty for all
 */
public record EventFilter(
        Optional<Severity> least, List<String> repositories, List<String> types, List<String> changes) {
    public EventFilter {
        repositories = List.copyOf(repositories);
        types = List.copyOf(types);
        changes = List.copyOf(changes);
    }

    /** A condition on events {@code e} with the variables it names. */
    record Condition(String sql, Map<String, String> values) {}

    /** @param image the column with the image that an event is about, or null */
    Condition condition(String image) {
        StringBuilder sql = new StringBuilder();
        Map<String, String> values = new TreeMap<>();
        if (!types.isEmpty()) {
            sql.append(" and e.type in (").append(names("type", types, values)).append(')');
        }
        if (!changes.isEmpty()) {
            sql.append(" and (e.type <> 'finding' or e.change in (")
                    .append(names("change", changes, values))
                    .append("))");
        }
        least.ifPresent(threshold -> sql.append(severity(threshold, image, values)));
        if (!repositories.isEmpty()) {
            sql.append(" and (" + image + " is null or exists (select 1 from tag t where t.image_id = " + image
                    + " and (");
            List<String> likes = new ArrayList<>();
            for (int i = 0; i < repositories.size(); i++) {
                likes.add("lower(t.repository) like :repository" + i + " escape '!'");
                values.put("repository" + i, like(repositories.get(i).toLowerCase(Locale.ROOT)));
            }
            sql.append(String.join(" or ", likes)).append(")))");
        }
        return new Condition(sql.toString(), values);
    }

    /** What was severe and is rated lower now is told, too. */
    private static String severity(Severity threshold, String image, Map<String, String> values) {
        List<String> reaching = Arrays.stream(Severity.values())
                .filter(s -> s.atLeast(threshold))
                .map(Severity::text)
                .toList();
        String in = " in (" + names("severity", reaching, values) + ")";
        return " and (e.type not in ('finding', 'scan-finished')"
                + " or (e.type = 'finding' and (e.severity" + in + " or e.was" + in + "))"
                + " or (e.type = 'scan-finished' and exists (select 1 from image w where w.id = " + image + " and "
                + String.join(" + ", reaching.stream().map(s -> "w." + s).toList()) + " > 0)))";
    }

    private static String names(String stem, List<String> all, Map<String, String> values) {
        List<String> names = new ArrayList<>();
        for (String value : all) {
            String name = stem + names.size();
            names.add(":" + name);
            values.put(name, value);
        }
        return String.join(", ", names);
    }

    private static String like(String pattern) {
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '!' -> like.append('!').append(c);
                default -> like.append(c);
            }
        }
        return like.toString();
    }

    static String joined(List<String> words) {
        return String.join("\n", words);
    }

    static List<String> split(String words) {
        return Stream.of(words.split("\n")).filter(w -> !w.isEmpty()).toList();
    }
}
