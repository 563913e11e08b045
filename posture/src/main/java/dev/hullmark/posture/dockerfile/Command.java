package dev.hullmark.posture.dockerfile;

import java.util.List;

/**
 * A simple command of a shell's text, without what only wraps it ({@code sudo}, {@code env}, {@code if} …).
 *
 * @param words as the shell sees them, quotes taken away, variables as they are; the first is the program
 * @param assigned the variables set for it, {@code NAME=value}
 * @param sudo whether it is run by sudo
 * @param line in the file, from 1
 * @param streams where its input and output are redirected
 */
record Command(List<String> words, List<String> assigned, boolean sudo, int line, Streams streams) {
    Command {
        words = List.copyOf(words);
        assigned = List.copyOf(assigned);
    }

    /**
     * Redirections.
     *
     * @param reads here-documents
     * @param writes files that get its output
     */
    record Streams(List<Heredoc> reads, List<String> writes) {
        static final Streams NONE = new Streams(List.of(), List.of());

        Streams {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /** The program without its directory; "" when only variables are set. */
    String name() {
        String first = words.isEmpty() ? "" : words.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    List<String> arguments() {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    /** Whether an argument is one of these, or begins with one of them and {@code =}. */
    boolean has(String... options) {
        for (String word : arguments()) {
            for (String option : options) {
                if (word.equals(option) || (word.startsWith(option) && word.startsWith("=", option.length()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a bundle of short options ({@code -rf}) has this letter. */
    boolean hasShort(char letter) {
        for (String word : arguments()) {
            if (word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-' && word.indexOf(letter) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether an argument contains this. */
    boolean mentions(String part) {
        for (String word : arguments()) {
            if (word.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** The first argument that is no option, or "". */
    String verb() {
        for (String word : arguments()) {
            if (!word.startsWith("-")) {
                return word;
            }
        }
        return "";
    }
}
