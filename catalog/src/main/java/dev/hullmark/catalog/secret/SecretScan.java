package dev.hullmark.catalog.secret;

import dev.hullmark.catalog.Limits;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the credentials of one text: one pass for the keywords of all rules, then each rule looks where it was named. */
final class SecretScan {
    private SecretScan() {}

    /** A keyword as a rule writes it, and its rule's place in the table. */
    private record Use(String word, int rule) {}

    private static final Keywords KEYWORDS;
    private static final List<List<Use>> USES = new ArrayList<>();

    static {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (int i = 0; i < Rules.ALL.size(); i++) {
            for (String written : Rules.ALL.get(i).keywords()) {
                String word = written.toLowerCase(Locale.ROOT);
                int number = words.getOrDefault(word, words.size());
                words.put(word, number);
                if (number == USES.size()) {
                    USES.add(new ArrayList<>(1));
                }
                USES.get(number).add(new Use(written, i));
            }
        }
        KEYWORDS = new Keywords(List.copyOf(words.keySet()));
    }

    /**
     * A credential.
     *
     * @param rule its rule's place in the table
     * @param from where what must be masked begins
     * @param to where it ends
     */
    record Hit(int rule, int from, int to) {
        Rule which() {
            return Rules.ALL.get(rule);
        }

        boolean overlaps(int a, int b) {
            return from < b && a < to;
        }
    }

    /**
     * Looks at a text.
     *
     * @param names whether a name is enough, or only a form of its own is believed
     * @return the credentials in their order, none within another; one more than the limit where there are too many
     */
    static List<Hit> hits(Scanned text, boolean names) {
        List<Hit> hits = new ArrayList<>();
        KEYWORDS.scan(text.bytes, (number, end) -> {
            for (Use use : USES.get(number)) {
                Rule rule = Rules.ALL.get(use.rule());
                int start = end - use.word().length();
                boolean asked = rule.trust() == Rule.Trust.FORM ? text.is(start, use.word()) : names;
                if (asked) {
                    long found = rule.matcher().match(text, start, end);
                    if (found != Matcher.NONE) {
                        add(hits, new Hit(use.rule(), Matcher.from(found), Matcher.to(found)));
                    }
                }
            }
            return hits.size() <= Limits.SECRETS_PER_FILE;
        });
        hits.sort(Comparator.comparingInt(Hit::from));
        return hits;
    }

    /** Of those that overlap the most specific stays. */
    private static void add(List<Hit> hits, Hit hit) {
        for (Hit other : hits) {
            if (other.overlaps(hit.from(), hit.to()) && other.rule() <= hit.rule()) {
                return;
            }
        }
        hits.removeIf(other -> other.overlaps(hit.from(), hit.to()));
        hits.add(hit);
    }

    /** The credentials of a file; {@code path} with a leading slash. */
    static List<Secret> secrets(Scanned text, boolean names, String path) {
        List<Hit> hits = hits(text, names);
        List<Secret> secrets = new ArrayList<>(hits.size());
        int line = 1;
        int counted = 0;
        for (Hit hit : hits) {
            for (; counted < hit.from(); counted++) {
                line += text.bytes[counted] == '\n' ? 1 : 0;
            }
            secrets.add(secret(text, hit, hits, new Evidence(path, "", -1, "", line)));
        }
        return secrets;
    }

    static Secret secret(Scanned text, Hit hit, List<Hit> all, Evidence evidence) {
        Rule rule = hit.which();
        return new Secret(rule.id(), rule.title(), rule.severity(), Excerpt.of(text, hit, all), evidence, false);
    }
}
