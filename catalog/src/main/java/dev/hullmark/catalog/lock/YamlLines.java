package dev.hullmark.catalog.lock;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.image.Content;
import java.io.IOException;

/**
 * The lines {@code key: value} of YAML as package managers write it: block mappings, one entry a line. What lock files
 * have beside them is told apart and passed over: items of lists, block texts, comments. A flow mapping stays a text.
 */
public final class YamlLines {
    private static final int NO_TEXT = Integer.MAX_VALUE;

    private final ByteLines lines;
    private int indent;
    private String key = "";
    private String value = "";
    private int textOver = NO_TEXT;

    public YamlLines(Content content) {
        this.lines = new ByteLines(content);
    }

    /** Steps to the next entry; false at the end. */
    public boolean next() throws IOException {
        while (lines.next()) {
            int start = start(0);
            if (start == lines.length()) {
                continue;
            }
            if (start > textOver) {
                continue; // inside a block text
            }
            textOver = NO_TEXT;
            if (read(start)) {
                return true;
            }
        }
        return false;
    }

    private int start(int from) {
        int start = from;
        while (start < lines.length() && lines.at(start) == ' ') {
            start++;
        }
        return start;
    }

    private boolean read(int first) {
        int start = first;
        byte c = lines.at(start);
        if (c == '#' || (c == '-' && isEnd(start + 1))) {
            return false;
        }
        boolean explicit = c == '?' && isEnd(start + 1);
        if (explicit || (c == ':' && isEnd(start + 1))) {
            // A key too long for one line: "? key", then ": " and the first line of its value.
            start = start(start + 1);
            if (start == lines.length()) {
                return false;
            }
        }
        indent = explicit ? first : start;
        int end = explicit ? lines.length() : keyEnd(start);
        if (end < 0) {
            return false;
        }
        key = unquoted(lines.text(start, end));
        value = end >= lines.length() ? "" : lines.text(end + 1);
        if (!value.isEmpty() && (value.charAt(0) == '|' || value.charAt(0) == '>')) {
            textOver = indent;
        }
        return true;
    }

    /** Where the colon after the key stands, or -1. */
    private int keyEnd(int start) {
        byte quote = lines.at(start);
        int at = start;
        if (quote == '\'' || quote == '"') {
            at++;
            while (at < lines.length() && lines.at(at) != quote) {
                at += quote == '"' && lines.at(at) == '\\' ? 2 : 1;
            }
        }
        for (; at < lines.length(); at++) {
            if (lines.at(at) == ':' && isEnd(at + 1)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isEnd(int place) {
        return place >= lines.length() || lines.at(place) == ' ';
    }

    /** Spaces before the key. */
    public int indent() {
        return indent;
    }

    public String key() {
        return key;
    }

    /** The value without its quotes; "" where a mapping or list follows. */
    public String value() {
        return unquoted(value);
    }

    /** The value as written. */
    public String raw() {
        return value;
    }

    private static String unquoted(String text) {
        int last = text.length() - 1;
        if (last < 1) {
            return text;
        }
        char quote = text.charAt(0);
        boolean quoted = (quote == '\'' || quote == '"') && text.charAt(last) == quote;
        return quoted ? text.substring(1, last) : text;
    }
}
