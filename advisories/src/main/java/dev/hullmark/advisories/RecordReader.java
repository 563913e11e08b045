package dev.hullmark.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads many OSV records, leaving out and counting the bad ones. */
final class RecordReader {
    private final String feed;
    private final OsvReader reader = new OsvReader();
    private final List<String> skippedNames = new ArrayList<>();
    private byte[] buffer = new byte[1 << 16];
    private long good;
    private long skipped;
    private long bytes;

    @FunctionalInterface
    interface Sink {
        void accept(Advisory advisory) throws IOException;
    }

    RecordReader(String feed) {
        this.feed = feed;
    }

    long skipped() {
        return skipped;
    }

    List<String> skippedNames() {
        return skippedNames;
    }

    /** Reads one record; when it is bad, says so under {@code name}. */
    void read(String name, InputStream json, Sink sink) throws IOException {
        int length = fill(json);
        bytes += length;
        if (bytes > Limits.FEED_BYTES || good + skipped >= Limits.FEED_RECORDS) {
            throw new AdvisoryException(
                    feed + " is larger than any real feed (a decompression bomb?); it was not taken in.");
        }
        try {
            if (length > Limits.RECORD_BYTES) {
                throw new BadRecordException("larger than " + (Limits.RECORD_BYTES >> 20) + " MB");
            }
            sink.accept(reader.read(buffer, length));
            good++;
        } catch (BadRecordException e) {
            skip(name, AdvisoryException.reason(e));
        }
    }

    /** Takes one that a distribution's own format held. */
    void take(Advisory advisory, Sink sink) throws IOException {
        if (good + skipped >= Limits.FEED_RECORDS) {
            throw new AdvisoryException(feed + " is larger than any real feed; it was not taken in.");
        }
        sink.accept(advisory);
        good++;
    }

    /** Counts a record that could not even be reached. */
    void skip(String name, String reason) {
        skipped++;
        if (skippedNames.size() < Limits.NAMED_BAD_RECORDS) {
            skippedNames.add(printable(name) + ": " + printable(reason));
        }
        if (skipped > Limits.BAD_RECORDS && skipped > good) {
            throw new AdvisoryException(feed + " does not hold advisories that can be read (" + printable(name) + ": "
                    + printable(reason) + "); it was not taken in.");
        }
    }

    /** Names come from outside and go to a terminal. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < 200; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return out.toString();
    }

    private int fill(InputStream in) throws IOException {
        int length = 0;
        while (length <= Limits.RECORD_BYTES) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, Limits.RECORD_BYTES + 1));
            }
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                return length;
            }
            length += read;
        }
        return length;
    }
}
