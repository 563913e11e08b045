package dev.hullmark.catalog.program;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads shell scripts that may be entry points for the programs by which they stop being root, and configurations of
 * servers for the user of their workers. Which script an image starts is known only where its configuration is; so every
 * one is read that lies where people put theirs.
 */
public final class ProgramCataloger implements Cataloger {
    private static final int LONGEST_FIRST_LINE = 256;

    /** Where distributions put their own scripts, of which none is an entry point; and libraries of languages. */
    private static final String[] NOT_THERE = {
        "usr/bin/", "usr/sbin/", "usr/lib", "usr/libexec/", "usr/share/", "usr/include/", "usr/src/linux", "bin/",
        "sbin/", "lib", "etc/", "var/", "proc/", "sys/", "dev/", "boot/"
    };

    private static final String[] NOT_WITHIN = {"node_modules/", "site-packages/", "dist-packages/", ".git/"};

    @Override
    public String name() {
        return Facts.PROGRAMS;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isFile()
                && entry.size() > 0
                && entry.size() <= Limits.SCRIPT
                && (WorkerConfig.of(entry.path()).isPresent() || mayBeScript(entry));
    }

    private static boolean mayBeScript(Entry entry) {
        String path = entry.path();
        if (!entry.executable() && !path.endsWith(".sh")) {
            return false;
        }
        for (String start : NOT_THERE) {
            if (path.startsWith(start)) {
                return false;
            }
        }
        for (String within : NOT_WITHIN) {
            if (path.contains(within)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Optional<WorkerConfig> config = WorkerConfig.of(entry.path());
        if (config.isEmpty() && !isShell(entry, content)) {
            return;
        }
        ScriptLine script = new ScriptLine();
        ByteLines lines = new ByteLines(content);
        for (int number = 1; lines.next(); number++) {
            Evidence place = new Evidence("/" + entry.path(), "", -1, "", number);
            String line = lines.text(0);
            Optional<Program> said = config.isPresent() ? config.get().read(line, place) : script.read(line, place);
            said.ifPresent(sink::program);
        }
    }

    /** A script is what names a shell in its first line, or by its own ending. */
    private static boolean isShell(Entry entry, Content content) throws IOException {
        byte[] head = new byte[LONGEST_FIRST_LINE];
        int read = content.read(0, head, 0, (int) Math.min(head.length, content.size()));
        String start = new String(head, 0, read, StandardCharsets.ISO_8859_1);
        if (!start.startsWith("#!")) {
            return entry.path().endsWith(".sh") && start.indexOf('\0') < 0;
        }
        int end = start.indexOf('\n');
        String interpreter = end < 0 ? start : start.substring(0, end);
        return interpreter.contains("sh") || interpreter.contains("execline");
    }
}
