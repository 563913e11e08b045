package dev.hullmark.posture.dockerfile;

import java.util.List;
import java.util.Set;

/** How programs read their options, where it is not as all do. */
final class Options {
    private Options() {}

    /** Curl's options of one letter that take a word. */
    private static final String CURL_WITH_WORD = "AbcCdDeEFhHKmoPrtTuUwxXyYzQ";

    /** What git is to do: before it may stand -C and -c, with a word each. */
    static String gitVerb(Command git) {
        List<String> words = git.arguments();
        for (int at = 0; at < words.size(); at++) {
            if (!words.get(at).startsWith("-")) {
                return words.get(at);
            }
            at += Set.of("-C", "-c").contains(words.get(at)) ? 1 : 0;
        }
        return "";
    }

    /** Where one of these letters stands in a bundle of curl's, or -1: a bundle ends at the first that takes a word. */
    static int curl(String word, String letters) {
        boolean bundle = word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-';
        for (int i = 1; bundle && i < word.length(); i++) {
            if (letters.indexOf(word.charAt(i)) >= 0) {
                return i;
            }
            bundle = CURL_WITH_WORD.indexOf(word.charAt(i)) < 0;
        }
        return -1;
    }
}
