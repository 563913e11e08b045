package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.lock.Declarations;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * pip's lists of requirements (pip.pypa.io, requirements file format): {@code requirements.txt},
 * {@code requirements-prod.txt}, {@code requirements/base.txt}. Only a pinned one tells a version. Files it includes are
 * read when they are found under such a name themselves.
 */
final class RequirementsFile {
    private static final String WORD = "requirements";
    private static final Set<String> DEVELOPMENT =
            Set.of("dev", "devel", "develop", "development", "test", "tests", "testing", "doc", "docs", "lint", "ci");

    private final String path;
    private final Declarations into;

    private RequirementsFile(String path, Declarations into) {
        this.path = path;
        this.into = into;
    }

    static boolean isNamed(String path) {
        if (!path.endsWith(".txt")) {
            return false;
        }
        int start = path.lastIndexOf('/') + 1;
        String name = path.substring(start, path.length() - 4).toLowerCase(Locale.ROOT);
        boolean folder = start > WORD.length()
                && path.startsWith(WORD, start - 1 - WORD.length())
                && (start - 1 == WORD.length() || path.charAt(start - 2 - WORD.length()) == '/');
        return (folder || name.startsWith(WORD) || name.endsWith(WORD)) && !isDevelopment(name);
    }

    private static boolean isDevelopment(String name) {
        int at = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
                if (DEVELOPMENT.contains(name.substring(at, i))) {
                    return true;
                }
                at = i + 1;
            }
        }
        return false;
    }

    static void read(String path, byte[] bytes, Declarations into) {
        new RequirementsFile(path, into).lines(text(bytes));
    }

    /** As pip does: by the byte order mark, else UTF-8. */
    private static String text(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        Charset charset = first == 0xfffe || first == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private void lines(String text) {
        StringBuilder joined = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(at, end).stripTrailing();
            boolean continued = line.endsWith("\\") && !line.stripLeading().startsWith("#");
            joined.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                line(withoutComment(joined.toString()).strip());
                joined.setLength(0);
            }
            at = end + 1;
        }
        line(withoutComment(joined.toString()).strip());
    }

    private static String withoutComment(String line) {
        if (line.startsWith("#")) {
            return "";
        }
        int at = line.indexOf('#');
        while (at > 0) {
            if (line.charAt(at - 1) == ' ' || line.charAt(at - 1) == '\t') {
                return line.substring(0, at);
            }
            at = line.indexOf('#', at + 1);
        }
        return line;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.charAt(0) == '-') {
            option(line);
            return;
        }
        int options = line.indexOf(" --");
        String wanted = (options < 0 ? line : line.substring(0, options)).strip();
        if (isPlace(wanted)) {
            place(wanted);
            return;
        }
        Requirement requirement = Requirement.parse(wanted.replace('\t', ' '));
        PythonLockCataloger.tell(requirement.name(), requirement.version(), into);
    }

    /** A folder of the project is no package of others; an archive or repository is one without a version. */
    private void place(String wanted) {
        boolean elsewhere = wanted.contains("://") || wanted.endsWith(".whl") || wanted.contains(".tar.");
        if (elsewhere) {
            int egg = wanted.indexOf("#egg=");
            // An address may hold a password: its last part is enough.
            into.open(wanted.substring(egg < 0 ? wanted.lastIndexOf('/') + 1 : egg + "#egg=".length()));
        }
    }

    private static boolean isPlace(String text) {
        int at = text.indexOf('@');
        String start = at > 0 && text.substring(0, at).indexOf(':') < 0 ? text.substring(0, at) : text;
        return text.startsWith(".")
                || text.startsWith("/")
                || start.contains("://")
                || start.contains("/")
                || start.endsWith(".whl")
                || start.contains(".tar.");
    }

    private void option(String line) {
        String file = argument(line, "-r", "--requirement");
        if (!file.isEmpty()) {
            if (!isNamed(beside(file))) {
                into.unnamed("includes " + Texts.line(file, 100) + ", which is not followed");
            }
            return;
        }
        String editable = argument(line, "-e", "--editable");
        if (!editable.isEmpty()) {
            place(editable);
        }
    }

    private static String argument(String line, String brief, String full) {
        String after = line.startsWith(full)
                ? line.substring(full.length())
                : line.startsWith(brief) && !line.startsWith("--") ? line.substring(brief.length()) : "";
        return (after.startsWith("=") ? after.substring(1) : after).strip();
    }

    /** Roughly the path of an included file: enough to tell whether it is wanted by itself. */
    private String beside(String file) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String relative = file.startsWith("./") ? file.substring(2) : file;
        while (relative.startsWith("../") && !folder.isEmpty()) {
            relative = relative.substring(3);
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return folder + relative;
    }
}
