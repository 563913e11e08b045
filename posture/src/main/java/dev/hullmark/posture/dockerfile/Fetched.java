package dev.hullmark.posture.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What commands fetch, and the files of one RUN that were fetched and not verified since. */
final class Fetched {
    private static final Set<String> PROGRAMS =
            Set.of("curl", "wget", "fetch", "lynx", "aria2c", "iwr", "irm", "invoke-webrequest", "invoke-restmethod");

    private static final Set<String> VERIFIERS = Set.of(
            "sha1sum",
            "sha256sum",
            "sha384sum",
            "sha512sum",
            "shasum",
            "b2sum",
            "md5sum",
            "gpg",
            "gpg1",
            "gpg2",
            "gpgv",
            "openssl",
            "cosign",
            "minisign");

    /** Options whose address is not what is fetched. */
    private static final Set<String> OTHERS = Set.of(
            "-x", "--proxy", "--preproxy", "-e", "--referer", "-H", "--header", "-A", "--user-agent", "-d", "--data");

    private final Set<String> names = new HashSet<>();

    static boolean by(Command c) {
        return PROGRAMS.contains(c.name().toLowerCase(Locale.ROOT));
    }

    /** Whether a word is {@code $(curl …)} or the like. */
    static boolean inside(String word) {
        for (String start : List.of("$(", "<(", "`")) {
            int at = word.indexOf(start);
            String inside = at < 0 ? "" : word.substring(at + start.length()).stripLeading();
            if (PROGRAMS.stream().anyMatch(f -> inside.startsWith(f + " "))) {
                return true;
            }
        }
        return false;
    }

    /** Where a command fetches from, as far as its words are addresses. */
    static List<String> addresses(Command c) {
        boolean asks = by(c)
                || c.name().equals("rpm")
                || PackageTool.of(c).isPresent()
                || (c.name().equals("git") && Options.gitVerb(c).equals("clone"));
        boolean proxy = c.arguments().contains("proxy") || c.arguments().contains("https-proxy");
        List<String> found = new ArrayList<>();
        List<String> words = asks && !proxy ? c.arguments() : List.of();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            if (OTHERS.contains(word)) {
                at++;
            } else if (equals < 0 || !OTHERS.contains(word.substring(0, equals))) {
                found.add(word.substring(equals + 1));
            }
        }
        return found;
    }

    /** Whether a command runs one of the files. */
    boolean runs(Command c) {
        String file = Interpreters.file(c);
        return !file.isEmpty() && names.contains(base(file));
    }

    /** Notes what a command fetches; whatever verifies is taken to verify all. */
    void take(Command c) {
        if (VERIFIERS.contains(c.name())) {
            names.clear();
        } else if (by(c)) {
            c.streams().writes().forEach(file -> names.add(base(file)));
            String file = output(c);
            if (!file.isEmpty()) {
                names.add(base(file));
            } else {
                addresses(c).stream().filter(Remote::is).forEach(address -> names.add(base(address)));
            }
        }
    }

    /** The file that the command was told to write, or "". */
    private static String output(Command c) {
        List<String> words = c.arguments();
        String letter = c.name().equals("wget") ? "O" : "o";
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            for (String option : List.of("--output", "--output-document")) {
                if (word.equals(option) || word.startsWith(option + "=")) {
                    return word.equals(option) ? next : word.substring(option.length() + 1);
                }
            }
            int place = word.startsWith("-") && !word.startsWith("--") ? word.indexOf(letter) : -1;
            if (place > 0) {
                return place + 1 == word.length() ? next : word.substring(place + 1);
            }
        }
        return "";
    }

    private static String base(String path) {
        int query = path.indexOf('?');
        String file = query < 0 ? path : path.substring(0, query);
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
