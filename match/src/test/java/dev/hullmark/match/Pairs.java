package dev.hullmark.match;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Pairs of versions worth comparing: real ones out of advisories, and small changes to them, which are equal, nearly
 * equal, or fall on the edges of a grammar.
 */
final class Pairs {
    private final Random random;
    private final List<String> corpus;
    private final String alphabet;
    private final List<String> pieces;

    Pairs(long seed, List<String> corpus, String alphabet, List<String> pieces) {
        this.random = new Random(seed);
        this.corpus = corpus;
        this.alphabet = alphabet;
        this.pieces = pieces;
    }

    String[] next() {
        String a = random.nextInt(4) == 0 ? built() : pick(corpus);
        String b =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextBoolean() ? built() : pick(corpus);
                    default -> mutated(a);
                };
        return random.nextBoolean() ? new String[] {a, b} : new String[] {b, a};
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Numbers and pieces of the grammar, strung together. */
    private String built() {
        StringBuilder s = new StringBuilder().append(random.nextInt(4));
        for (int i = random.nextInt(4); i > 0; i--) {
            s.append('.').append(random.nextInt(random.nextInt(5) == 0 ? 1_000_000 : 4));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            s.append(pick(pieces));
            if (random.nextBoolean()) {
                s.append(random.nextInt(12));
            }
        }
        return s.toString();
    }

    private String mutated(String version) {
        StringBuilder s = new StringBuilder(version);
        for (int i = 1 + random.nextInt(3); i > 0 && !s.isEmpty(); i--) {
            int at = random.nextInt(s.length());
            switch (random.nextInt(8)) {
                case 0 -> s.deleteCharAt(at);
                case 1 -> s.insert(at, s.charAt(at));
                case 2 -> s.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                case 3 -> s.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                case 4 -> s.append(pick(pieces));
                case 5 -> s.insert(at, pick(pieces));
                case 6 -> s.insert(at, '0');
                default -> s.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return s.isEmpty() ? "0" : s.toString();
    }

    /** The versions that a feed's advisories name, at most {@code limit} different ones. */
    static List<String> corpus(String feed, int limit) throws IOException {
        Path zip = Shared.file("advisories/" + feed + "/all.zip");
        TreeSet<String> versions = new TreeSet<>();
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry e = entries.getNextEntry();
                    e != null && versions.size() < limit;
                    e = entries.getNextEntry()) {
                collect(entries.readAllBytes(), versions);
            }
        }
        return new ArrayList<>(versions);
    }

    private static void collect(byte[] json, Set<String> versions) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            String field = "";
            for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                if (t == JsonToken.PROPERTY_NAME) {
                    field = parser.currentName();
                } else if (t == JsonToken.VALUE_STRING
                        && (field.equals("introduced")
                                || field.equals("fixed")
                                || field.equals("versions")
                                || field.equals("last_affected"))) {
                    String version = parser.getString();
                    if (!version.isEmpty() && version.length() < 200 && version.indexOf('\t') < 0) {
                        versions.add(version);
                    }
                }
            }
        }
    }
}
