package dev.hullmark.catalog.secret;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Credentials in text files ({@link Rules}), in the places of {@link Places}. A link is not followed: what it leads to is
 * looked at under its own name. A text larger than the limit is looked at when its name is a configuration's, up to the
 * limit, and says so.
 */
public final class SecretCataloger implements Cataloger {
    private static final int SHORTEST = 12;
    private static final int HEAD = 512;

    /** What a rule looks for, by its id in any case; empty when there is no such rule. */
    public static Optional<String> rule(String id) {
        return Rules.ALL.stream()
                .filter(rule -> rule.id().equalsIgnoreCase(id))
                .map(Rule::title)
                .findFirst();
    }

    @Override
    public String name() {
        return Facts.SECRETS;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isFile()
                && entry.size() >= SHORTEST
                && (entry.size() <= Limits.SECRET_FILE
                        || FileKind.of(entry.name()).bare())
                && Places.of(entry.path()) != Places.NO;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        byte[] head = new byte[(int) Math.min(HEAD, content.size())];
        int read = content.read(0, head, 0, head.length);
        boolean wide = read > 2 && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1));
        if (!wide && isBinary(head, read)) {
            return;
        }
        int size = (int) Math.min(content.size(), Limits.SECRET_FILE);
        byte[] bytes = new byte[size];
        int all = content.read(0, bytes, 0, size);
        if (all < size) {
            bytes = Arrays.copyOf(bytes, all);
        }
        if (content.size() > size) {
            sink.gap("is larger than " + (Limits.SECRET_FILE >> 20)
                    + " MiB: only its beginning was searched for secrets");
        }
        if (wide) {
            bytes = new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
        }
        FileKind kind = kind(entry.name(), bytes);
        boolean names = Places.of(entry.path()) == Places.ALL;
        List<Secret> secrets = SecretScan.secrets(new Scanned(bytes, kind), names, "/" + entry.path());
        secrets.forEach(sink::secret);
    }

    /** A name without an extension tells nothing; a first line that names an interpreter does. */
    private static FileKind kind(String name, byte[] bytes) {
        FileKind kind = FileKind.of(name);
        if (kind == FileKind.CONFIG && bytes.length > 2 && bytes[0] == '#' && bytes[1] == '!') {
            Scanned start = new Scanned(bytes, kind);
            int line = 100;
            boolean shell = start.has("sh", 0, line) && !start.has("python", 0, line);
            return shell ? FileKind.CONFIG : FileKind.CODE;
        }
        return kind;
    }

    private static boolean isBinary(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
