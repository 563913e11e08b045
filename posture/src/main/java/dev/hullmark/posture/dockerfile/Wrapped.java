package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes away what only wraps a command. */
final class Wrapped {
    private Wrapped() {}

    static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "fi", "done", "esac");

    /** Programs that run the command they are given, and which of their options take a word. */
    private static final Map<String, String> WRAPPERS = Map.ofEntries(
            Map.entry("sudo", "ugpCDhrtURT"),
            Map.entry("doas", "uC"),
            Map.entry("env", "uCS"),
            Map.entry("exec", "a"),
            Map.entry("time", "fo"),
            Map.entry("nice", "n"),
            Map.entry("command", ""),
            Map.entry("builtin", ""),
            Map.entry("xargs", "nIPLdaEs"),
            Map.entry("nohup", ""),
            Map.entry("eatmydata", ""),
            Map.entry("stdbuf", "ioe"),
            Map.entry("timeout", "ks"),
            Map.entry("gosu", ""),
            Map.entry("su-exec", ""),
            Map.entry("chroot", ""));

    /** Those whose first word is a time, a user or a directory. */
    private static final Set<String> WITH_WORD = Set.of("timeout", "gosu", "su-exec", "chroot");

    static Command bare(List<String> words, int line, Command.Streams streams) {
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
            } else if (WRAPPERS.containsKey(name) && at + 1 < words.size()) {
                sudo |= name.equals("sudo") || name.equals("doas");
                at = options(words, at + 1, WRAPPERS.getOrDefault(name, ""));
                at = Math.min(words.size(), at + (WITH_WORD.contains(name) ? 1 : 0));
            } else {
                break;
            }
        }
        return new Command(words.subList(at, words.size()), assigned, sudo, line, streams);
    }

    private static int options(List<String> words, int from, String withWord) {
        int at = from;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String option = words.get(at);
            at += option.length() == 2 && withWord.indexOf(option.charAt(1)) >= 0 ? 2 : 1;
        }
        return Math.min(at, words.size());
    }

    private static boolean assigns(String word) {
        int end = Expansion.name(word, 0);
        return end > 0 && !Character.isDigit(word.charAt(0)) && word.startsWith("=", end);
    }
}
