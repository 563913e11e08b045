package dev.hullmark.catalog.rpm;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One package's header as rpm keeps it (rpm, docs/manual/format_header.md): big-endian; the number of entries and of
 * data bytes, entries of tag, type, offset and count, then the data. Only what is asked for is read.
 */
final class RpmHeader {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int EPOCH = 1003;
    static final int VENDOR = 1011;
    static final int LICENSE = 1014;
    static final int ARCH = 1022;
    static final int SOURCE_RPM = 1044;
    static final int MODULARITY_LABEL = 5096;
    private static final int OLD_FILE_NAMES = 1027;
    private static final int DIRECTORY_INDEXES = 1116;
    private static final int BASE_NAMES = 1117;
    private static final int DIRECTORY_NAMES = 1118;

    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;
    private static final int I18N_STRING = 9;
    private static final int ENTRY = 16;

    /** Characters of all paths of one package: a directory's name is stored once and written out for each of its files. */
    private static final long MOST_PATHS = Limits.OWNED_TEXT / 8;

    private final ByteBuffer in;
    private final int entries;
    private final int data;
    private final int end;

    RpmHeader(byte[] bytes, int offset, int length) throws DamagedException {
        if (length < 8) {
            throw new DamagedException("has a package header that is cut off");
        }
        in = ByteBuffer.wrap(bytes, offset, length).slice();
        entries = in.getInt(0);
        int dataBytes = in.getInt(4);
        if (entries < 1 || entries > Limits.RPM_HEADER_ENTRIES || dataBytes < 0) {
            throw new DamagedException("has a package header that is none");
        }
        data = 8 + entries * ENTRY;
        end = data + dataBytes;
        if (end < 0 || end > length) {
            throw new DamagedException("has a package header that is cut off");
        }
    }

    /** The entry of a tag, or -1. */
    private int entry(int tag) {
        for (int i = 0; i < entries; i++) {
            if (in.getInt(8 + i * ENTRY) == tag) {
                return 8 + i * ENTRY;
            }
        }
        return -1;
    }

    /** Where an entry's data starts, when it is of the right type; else -1. */
    private int start(int entry, int type) {
        if (entry < 0 || in.getInt(entry + 4) != type) {
            return -1;
        }
        int offset = in.getInt(entry + 8);
        return offset < 0 || offset > end - data ? -1 : data + offset;
    }

    /** A text, of several the first; "" when there is none. */
    String text(int tag) {
        int entry = entry(tag);
        int at = start(entry, STRING);
        at = at >= 0 ? at : start(entry, I18N_STRING);
        at = at >= 0 ? at : start(entry, STRING_ARRAY);
        return at < 0 ? "" : text(at, ends(at));
    }

    /** A number, of several the first, taken as unsigned; 0 when there is none. */
    long number(int tag) {
        int at = start(entry(tag), INT32);
        return at < 0 || at + 4 > end ? 0 : in.getInt(at) & 0xffffffffL;
    }

    private int ends(int at) {
        int i = at;
        while (i < end && in.get(i) != 0) {
            i++;
        }
        return i;
    }

    private String text(int from, int to) {
        return new String(in.array(), in.arrayOffset() + from, to - from, StandardCharsets.UTF_8);
    }

    /** Tells of every file of the package; stops where the lists contradict each other. */
    void files(String packageName, Cataloger.Sink sink) throws DamagedException {
        int names = entry(BASE_NAMES);
        int at = start(names, STRING_ARRAY);
        if (at < 0) {
            oldFiles(packageName, sink);
            return;
        }
        int count = count(names);
        String[] directories = directories();
        int indexes = start(entry(DIRECTORY_INDEXES), INT32);
        if (indexes < 0 || indexes + 4L * count > end) {
            throw new DamagedException("has a package whose files have no directory: " + packageName);
        }
        long characters = 0;
        for (int i = 0; i < count && at < end; i++) {
            int to = ends(at);
            int directory = in.getInt(indexes + 4 * i);
            if (directory < 0 || directory >= directories.length) {
                throw new DamagedException("has a package whose files have no directory: " + packageName);
            }
            characters += directories[directory].length() + (to - at);
            if (characters > MOST_PATHS) {
                throw new DamagedException("has a package with endless file names: " + packageName);
            }
            sink.owns(packageName, directories[directory] + text(at, to));
            at = to + 1;
        }
    }

    /** Packages of before rpm 4 list whole paths. */
    private void oldFiles(String packageName, Cataloger.Sink sink) throws DamagedException {
        int entry = entry(OLD_FILE_NAMES);
        int at = start(entry, STRING_ARRAY);
        if (at < 0) {
            return;
        }
        int count = count(entry);
        for (int i = 0; i < count && at < end; i++) {
            int to = ends(at);
            sink.owns(packageName, text(at < to && in.get(at) == '/' ? at + 1 : at, to));
            at = to + 1;
        }
    }

    private String[] directories() throws DamagedException {
        int entry = entry(DIRECTORY_NAMES);
        int at = start(entry, STRING_ARRAY);
        if (at < 0) {
            return new String[0];
        }
        int count = count(entry);
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            int to = ends(at);
            names[i] = text(at < to && in.get(at) == '/' ? at + 1 : at, to);
            at = Math.min(end, to + 1);
        }
        return names;
    }

    /** How many texts an array holds: each takes a byte at least. */
    private int count(int entry) throws DamagedException {
        int count = in.getInt(entry + 12);
        if (count < 0 || count > Limits.RPM_FILES || count > end - data) {
            throw new DamagedException("has a package with " + (count & 0xffffffffL) + " files, more than it can hold");
        }
        return count;
    }
}
