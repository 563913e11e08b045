package dev.hullmark.catalog.program;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a shell script line by line for calls of programs that become another user: {@code exec gosu app "$@"}. It is no
 * shell: a call counts where a command may stand, and its user is the word that the program would take for it.
 */
final class ScriptLine {
    /** Those that take the user as their first word that is no option. */
    private static final Set<String> FIRST_WORD = Set.of("gosu", "su-exec", "setuidgid", "s6-setuidgid", "su");

    /** Those that take it after an option. */
    private static final Set<String> BY_OPTION =
            Set.of("setpriv", "runuser", "sudo", "doas", "chpst", "start-stop-daemon");

    private static final Set<String> USER_OPTIONS = Set.of("-u", "--user", "--reuid", "-c", "--chuid");

    /** Options of {@code su} whose next word is theirs. */
    private static final Set<String> WITH_VALUE =
            Set.of("-s", "--shell", "-c", "--command", "-g", "--group", "-G", "--supp-group", "-w");

    /** After these a command may stand. */
    private static final Set<String> BEFORE_COMMAND =
            Set.of("exec", "then", "else", "do", "&&", "||", "|", ";", "{", "(", "!", "--", "nohup", "command", "&");

    /** These start what stands behind them, as do those that change the user. */
    private static final Set<String> STARTERS = Set.of("tini", "dumb-init", "catatonit", "env", "nohup", "command");

    private static final Set<String> REST = Set.of("$@", "$*", "${@}", "${*}");

    private static final int LONGEST_NAME = 100;

    private final WhoAsked who = new WhoAsked();
    private boolean passedOn;

    /** Lines are given in their order: what asked who it is asked it for all that follows. */
    Optional<Program> read(String line, Evidence place) {
        if (line.startsWith("#") || line.length() > Limits.TEXT) {
            return Optional.empty();
        }
        List<String> words = words(line);
        who.read(line);
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
            boolean known = FIRST_WORD.contains(name) || BY_OPTION.contains(name);
            if (known && (i == 0 || BEFORE_COMMAND.contains(words.get(i - 1)))) {
                String user = user(name, words.subList(i + 1, words.size()));
                if (Texts.isWord(user, LONGEST_NAME)) {
                    Program.Kind kind = who.asked() ? Program.Kind.DROPS_IF_ROOT : Program.Kind.DROPS;
                    return Optional.of(new Program(kind, name, user, place));
                }
            }
        }
        return passesOn(words) ? Optional.of(new Program(Program.Kind.PASSES_ON, "exec", "", place)) : Optional.empty();
    }

    /** Whether it starts the words that the script was given, which is told once. */
    private boolean passesOn(List<String> words) {
        for (int i = 0; i < words.size() && !passedOn; i++) {
            if (REST.contains(words.get(i)) && isCommand(words, i)) {
                passedOn = true;
                return true;
            }
        }
        return false;
    }

    /** Whether a command may stand there: what is before it in its command only starts it. */
    private static boolean isCommand(List<String> words, int at) {
        for (int i = at - 1; i >= 0; i--) {
            String word = words.get(i);
            String name = word.substring(word.lastIndexOf('/') + 1);
            if (BEFORE_COMMAND.contains(word) && !word.equals("--")) {
                return true;
            }
            if (!word.startsWith("-") && !STARTERS.contains(name)) {
                return false;
            }
        }
        return true;
    }

    private static String user(String name, List<String> after) {
        boolean byOption = BY_OPTION.contains(name);
        for (int i = 0; i < after.size(); i++) {
            String word = after.get(i);
            String next = i + 1 < after.size() ? after.get(i + 1) : "";
            int equals = word.indexOf('=');
            if (byOption && USER_OPTIONS.contains(word)) {
                return next;
            } else if (byOption && equals > 0 && USER_OPTIONS.contains(word.substring(0, equals))) {
                return word.substring(equals + 1);
            } else if (!byOption && WITH_VALUE.contains(word)) {
                i++;
            } else if (!byOption && !word.startsWith("-")) {
                return word;
            }
        }
        return "";
    }

    /** Words as a shell splits them, without their quotes; signs that end a command are words of their own. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                if (quote != 0) {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ' ' || c == '\t') {
                end(word, words);
            } else if (c == ';' || c == '(' || c == ')' || c == '&' || c == '|') {
                end(word, words);
                boolean twice = i + 1 < line.length() && line.charAt(i + 1) == c && (c == '&' || c == '|');
                words.add(twice ? "" + c + c : String.valueOf(c));
                i += twice ? 1 : 0;
            } else {
                word.append(c);
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
