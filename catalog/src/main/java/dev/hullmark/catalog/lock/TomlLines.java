package dev.hullmark.catalog.lock;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries {@code key = value} of TOML as package managers write it, each with the table it stands in. A value over
 * several lines (an array, a long text) is one text; of a long one only the start is kept.
 */
public final class TomlLines {
    private final ByteLines lines;
    private String table = "";
    private boolean header;
    private boolean item;
    private String key = "";
    private final StringBuilder value = new StringBuilder();
    private int depth;
    private String quote = "";
    private boolean again;

    public TomlLines(Content content) {
        this.lines = new ByteLines(content);
    }

    /** Steps to the next table or entry; false at the end. */
    public boolean next() throws IOException {
        while (again || lines.next()) {
            again = false;
            String line = lines.text(0);
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            if (line.charAt(0) == '[') {
                item = line.startsWith("[[");
                int start = item ? 2 : 1;
                int end = line.indexOf(']', start);
                table = end < 0 ? "" : line.substring(start, end).strip();
                key = "";
                header = true;
                return true;
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                header = false;
                key = text(line.substring(0, equals).strip());
                readValue(line.substring(equals + 1));
                return true;
            }
        }
        return false;
    }

    private void readValue(String first) throws IOException {
        value.setLength(0);
        depth = 0;
        quote = "";
        take(first);
        while (depth > 0 || quote.length() == 3) {
            if (!lines.next()) {
                throw new IOException("ends within a value");
            }
            if (quote.isEmpty() && lines.length() > 0 && lines.at(0) == '[') {
                again = true; // a table: items of an array are indented in what machines write, so this one never ended
                return;
            }
            take(lines.text(0));
        }
    }

    /** Adds a line to the value, without its comment, and keeps count of what is open at its end. */
    private void take(String line) {
        int end = line.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!quote.isEmpty()) {
                if (c == '\\' && quote.charAt(0) == '"') {
                    i++;
                } else if (line.startsWith(quote, i)) {
                    i += quote.length() - 1;
                    quote = "";
                }
            } else if (c == '"' || c == '\'') {
                String three = String.valueOf(c).repeat(3);
                quote = line.startsWith(three, i) ? three : String.valueOf(c);
                i += quote.length() - 1;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == '#') {
                end = i;
                break;
            }
        }
        if (quote.length() == 1) {
            quote = ""; // such a text ends with its line
        }
        int room = Math.min(end, Limits.TOML_VALUE - value.length());
        if (room > 0) {
            value.append(line, 0, room).append(' ');
        }
    }

    /** Whether this is the start of a table, not an entry. */
    public boolean atTable() {
        return header;
    }

    /** Whether the table is one of a list: <code>[[package]]</code>. */
    public boolean atItem(String name) {
        return header && item && table.equals(name);
    }

    /** The table's name as written, for instance {@code package.dependencies}. */
    public String table() {
        return table;
    }

    public String key() {
        return key;
    }

    /** The value as a text: without its quotes when it has some. */
    public String value() {
        return text(value.toString().strip());
    }

    /** All quoted texts of the value: the items of a list of texts. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (texts.size() < Limits.TOML_ITEMS) {
            int start = quoteFrom(at);
            int end = start < 0 ? -1 : value.indexOf(String.valueOf(value.charAt(start)), start + 1);
            if (end < 0) {
                break;
            }
            texts.add(value.substring(start + 1, end));
            at = end + 1;
        }
        return texts;
    }

    /** The values of one field in all inline tables of the value: {@code name = "a"}. */
    public List<String> fields(String name) {
        List<String> found = new ArrayList<>();
        String wanted = name + " =";
        int at = value.indexOf(wanted);
        while (at >= 0 && found.size() < Limits.TOML_ITEMS) {
            char before = at == 0 ? ' ' : value.charAt(at - 1);
            int start = quoteFrom(at + wanted.length());
            int end = start < 0 ? -1 : value.indexOf(String.valueOf(value.charAt(start)), start + 1);
            if (end < 0) {
                break;
            }
            if (before == ' ' || before == '{' || before == ',') {
                found.add(value.substring(start + 1, end));
            }
            at = value.indexOf(wanted, end);
        }
        return found;
    }

    /** Whether an inline table has this field. */
    public boolean hasField(String name) {
        return !fields(name).isEmpty();
    }

    private int quoteFrom(int at) {
        int start = at;
        while (start < value.length() && value.charAt(start) != '"' && value.charAt(start) != '\'') {
            start++;
        }
        return start < value.length() ? start : -1;
    }

    private static String text(String written) {
        int last = written.length() - 1;
        return last > 0
                        && written.charAt(0) == written.charAt(last)
                        && (written.charAt(0) == '"' || written.charAt(0) == '\'')
                ? written.substring(1, last)
                : written;
    }
}
