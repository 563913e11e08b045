package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes away what only wraps a command. */
final class Wrapped {
    private Wrapped() {}

    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "fi", "done", "esac");

    /** Programs that run the command they are given, and which of their options take a word. */
    private static final Set<String> WRAPPERS =
            Set.of("sudo", "env", "exec", "time", "nice", "command", "builtin", "xargs", "nohup", "eatmydata", "doas");

    private static final Set<String> OPTIONS_WITH_WORD = Set.of("-u", "-g", "-n", "-I", "-P", "-L", "-d", "-C");

    static Command bare(List<String> words, int line) {
        List<String> assigned = new ArrayList<>();
        boolean sudo = false;
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            String name = word.substring(word.lastIndexOf('/') + 1);
            if (KEYWORDS.contains(word)) {
                at++;
            } else if (assigns(word)) {
                assigned.add(word);
                at++;
            } else if (WRAPPERS.contains(name) && at + 1 < words.size()) {
                sudo |= name.equals("sudo") || name.equals("doas");
                at = options(words, at + 1);
            } else {
                break;
            }
        }
        return new Command(words.subList(at, words.size()), assigned, sudo, line);
    }

    private static int options(List<String> words, int from) {
        int at = from;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += OPTIONS_WITH_WORD.contains(words.get(at)) ? 2 : 1;
        }
        return Math.min(at, words.size());
    }

    private static boolean assigns(String word) {
        int end = Expansion.name(word, 0);
        return end > 0 && !Character.isDigit(word.charAt(0)) && word.startsWith("=", end);
    }
}
