package dev.hullmark.catalog.secret;

import dev.hullmark.model.Secret;
import java.util.List;

/** What may be shown of the place of a credential: the name it is given to and how its form begins, then a mask. */
final class Excerpt {
    private Excerpt() {}

    private static final int LONGEST_NAME = 40;
    private static final Chars BETWEEN = Chars.of("\"'`=: >\t[(\\{");

    static String of(Scanned text, SecretScan.Hit hit, List<SecretScan.Hit> all) {
        int nameTo = text.runBack(hit.from(), BETWEEN, 8);
        int nameFrom = text.runBack(nameTo, Chars.NAME, LONGEST_NAME + 1);
        String prefix = form(text, hit);
        boolean told = nameFrom < nameTo
                && nameTo < hit.from()
                && nameTo - nameFrom <= LONGEST_NAME
                && Randomness.count(text, nameFrom, nameTo, Chars.DIGITS) <= 3
                && !within(all, nameFrom, nameTo);
        if (!told) {
            return prefix + Secret.MASK;
        }
        String between = text.text(nameTo, hit.from()).replace('\t', ' ');
        return text.text(nameFrom, nameTo) + between + prefix + Secret.MASK;
    }

    /** The published beginning of its form, when it has one: {@code ghp_}. */
    private static String form(Scanned text, SecretScan.Hit hit) {
        if (hit.which().trust() == Rule.Trust.FORM) {
            for (String word : hit.which().keywords()) {
                if (text.is(hit.from(), word)) {
                    return word;
                }
            }
        }
        return "";
    }

    private static boolean within(List<SecretScan.Hit> all, int from, int to) {
        for (SecretScan.Hit other : all) {
            if (other.overlaps(from, to)) {
                return true;
            }
        }
        return false;
    }
}
