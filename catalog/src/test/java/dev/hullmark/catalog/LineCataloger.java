package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A cataloger for tests: in {@code *.npms} and {@code package.json} each line is {@code name version [inside]}, or one of
 * the words {@code throw}, {@code overflow}, {@code gap}, {@code unnamed}.
 */
class LineCataloger implements Cataloger {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public String covers() {
        return "npm";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isFile() && (entry.path().endsWith(".npms") || entry.name().equals("package.json"));
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        for (String line : new String(content.bytes(1 << 20), StandardCharsets.UTF_8).split("\n")) {
            switch (line) {
                case "" -> {}
                case "throw" -> throw new IllegalStateException("planted");
                case "ioexception" -> throw new IOException("makes no sense");
                case "full" -> throw new IOException("No space left on device");
                case "overflow" -> overflow(0);
                case "gap" -> sink.gap("planted gap");
                case "unnamed" -> sink.unnamed("planted name");
                default -> {
                    String[] words = line.split(" ", 3);
                    String inside = words.length > 2 ? "!/" + words[2] : "";
                    sink.found(Package.of(PackageType.NPM, words[0], words[1], "/" + entry.path() + inside));
                }
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }
}
