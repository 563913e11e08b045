package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Measures this room; not a test. {@code import FROM STORE} · {@code lookup STORE} (open and look up, cold then warm) ·
 * {@code generate RECORDS DIR} (a made-up npm feed, for {@code import}).
 */
final class Measure {
    private Measure() {}

    public static void main(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "import" -> importFrom(Path.of(args[1]), Path.of(args[2]));
            case "lookup" -> lookup(Path.of(args[1]));
            case "generate" -> generate(Integer.parseInt(args[1]), Path.of(args[2]));
            default -> System.err.println("import FROM STORE | lookup STORE | generate RECORDS DIR");
        }
    }

    private static void importFrom(Path from, Path store) {
        long start = System.nanoTime();
        StoreResult result = new AdvisoryStore(store).importFrom(from, Progress.NONE);
        say("import", start);
        for (FeedResult feed : result.feeds()) {
            System.out.println("  " + feed);
        }
        StoreStatus status = new AdvisoryStore(store).status();
        System.out.println("  " + status.size() + " bytes, " + status.digest() + " " + status.problem());
    }

    private static void lookup(Path store) {
        long start = System.nanoTime();
        AdvisoryIndex index = new AdvisoryStore(store).open().orElseThrow();
        say("open, cold", start);
        start = System.nanoTime();
        int found = index.lookup("npm", "lodash").size();
        say("first lookup, cold (" + found + ")", start);
        start = System.nanoTime();
        found = index.lookup("Debian:12", "openssl").size();
        say("first lookup in another section (" + found + ")", start);
        start = System.nanoTime();
        index.kev("CVE-2021-44228");
        index.epss("CVE-2021-44228");
        say("first kev and epss", start);
        List<String[]> keys = keys(index);
        for (int round = 0; round < 5; round++) {
            start = System.nanoTime();
            long candidates = 0;
            for (String[] key : keys) {
                candidates += index.lookup(key[0], key[1]).size();
            }
            long each = (System.nanoTime() - start) / keys.size();
            System.out.println("lookup: " + each + " ns each of " + keys.size() + ", " + candidates + " candidates");
        }
        start = System.nanoTime();
        long versions = 0;
        for (String[] key : keys) {
            for (AdvisoryIndex.Candidate candidate : index.lookup(key[0], key[1])) {
                versions += candidate.affected().ranges().size()
                        + (candidate.affected().versions().contains("1.0") ? 1 : 0);
            }
        }
        say("lookup and decode all (" + versions + ")", start);
    }

    /** Every package of the index, half of them misspelt so as to miss. */
    private static List<String[]> keys(AdvisoryIndex index) {
        List<String[]> keys = new ArrayList<>();
        for (Feed feed : index.feeds()) {
            ((FileIndex) index).section(feed.name()).ifPresent(section -> {
                Iterator<Advisory> advisories = section.advisories();
                for (int i = 0; advisories.hasNext(); i++) {
                    for (Affected affected : advisories.next().affected()) {
                        keys.add(new String[] {affected.ecosystem(), affected.name() + (i % 2 == 0 ? "" : "-not")});
                    }
                }
            });
        }
        return keys;
    }

    static void generate(int records, Path dir) throws IOException {
        Path zip = Files.createDirectories(dir.resolve("npm")).resolve("all.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(1);
            for (int i = 0; i < records; i++) {
                out.putNextEntry(new ZipEntry("GEN-" + i + ".json"));
                String json = """
                        {"schema_version":"1.7.0","id":"GEN-%1$d","modified":"2026-01-01T00:00:00Z",
                        "aliases":["CVE-2026-%1$d"],"summary":"made up %1$d","details":"%2$s",
                        "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                        "references":[{"type":"WEB","url":"https://example.com/%1$d"}],
                        "affected":[{"package":{"ecosystem":"npm","name":"pkg-%3$d"},"versions":["1.%1$d.0","1.%1$d.1"],
                        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"2.%1$d.0"}]}]}]}
                        """.formatted(i, "words ".repeat(30), i / 3);
                out.write(json.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }

    private static void say(String what, long start) {
        System.out.println(String.format(Locale.ROOT, "%s: %.2f ms", what, (System.nanoTime() - start) / 1e6));
    }
}
