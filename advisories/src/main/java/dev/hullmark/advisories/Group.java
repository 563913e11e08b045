package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything a section knows of one package: the dictionary of the versions named, sorted, and a block for each
 * advisory's say. Laid out as: key ({@code ecosystem NUL name}), number of dictionary words, their end offsets (u32
 * each), their bytes, number of blocks, then each block with its length before it.
 */
final class Group {
    private final Bytes bytes;
    private final int words;
    private final int ends;
    private final int text;
    private final int blocks;
    final String ecosystem;
    final String name;

    Group(Bytes bytes, int offset) {
        this.bytes = bytes;
        Decoder in = new Decoder(bytes, offset);
        String key = in.text();
        int cut = key.indexOf('\0');
        if (cut < 0) {
            throw new IndexOutOfBoundsException("no key");
        }
        ecosystem = key.substring(0, cut);
        name = key.substring(cut + 1);
        words = in.count();
        ends = in.at();
        in.skip(Math.multiplyExact(words, 4));
        text = in.at();
        in.skip(words == 0 ? 0 : end(words - 1));
        blocks = in.at();
    }

    private int end(int word) {
        int end = bytes.getInt(ends + 4 * word);
        if (end < 0 || end > bytes.limit() - text) {
            throw AdvisoryException.damaged();
        }
        return end;
    }

    String word(int word) {
        if (word < 0 || word >= words) {
            throw AdvisoryException.damaged();
        }
        int from = word == 0 ? 0 : end(word - 1);
        byte[] utf8 = new byte[checkedLength(end(word) - from)];
        bytes.get(text + from, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int checkedLength(int length) {
        if (length < 0) {
            throw AdvisoryException.damaged();
        }
        return length;
    }

    /** The number of a word, or -1. */
    int find(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = words - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(int word, byte[] wanted) {
        int from = word == 0 ? 0 : end(word - 1);
        int length = end(word) - from;
        for (int i = 0; i < length && i < wanted.length; i++) {
            int order = (bytes.get(text + from + i) & 0xFF) - (wanted[i] & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return length - wanted.length;
    }

    /** Where each block begins, in the order of advisories. */
    List<Integer> blockOffsets() {
        Decoder in = new Decoder(bytes, blocks);
        int count = in.count();
        List<Integer> offsets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.count();
            offsets.add(in.at());
            in.skip(length);
        }
        return offsets;
    }

    /** The advisory a block belongs to, by number in the section. */
    int advisory(int block) {
        return new Decoder(bytes, block).size();
    }

    Affected read(int block) {
        Decoder in = new Decoder(bytes, block);
        in.size();
        int count = in.count();
        List<Range> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Range.Type type = Codec.type(in.u8());
            int events = in.count();
            List<Event> list = new ArrayList<>(events);
            for (int j = 0; j < events; j++) {
                int event = in.size();
                list.add(new Event(Codec.kind(event & 3), word(event >>> 2)));
            }
            ranges.add(new Range(type, list));
        }
        List<String> versions = readVersions(in);
        int fixes = in.count();
        List<String> fixed = new ArrayList<>(fixes);
        for (int i = 0; i < fixes; i++) {
            fixed.add(word(in.size()));
        }
        return new Affected(
                ecosystem, name, ranges, versions, fixed, Codec.readCvss(in), in.text(), Codec.status(in.u8()));
    }

    private List<String> readVersions(Decoder in) {
        int form = in.u8();
        int count = in.size();
        if (form == 0) {
            return VersionRuns.read(this, in, count, words);
        }
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(word(in.size()));
        }
        return versions;
    }

    /** Makes a group's bytes. */
    static final class Writer {
        /** What one advisory says. */
        record Say(int advisory, Affected affected) {}

        private Writer() {}

        /** @return where each block begins, from the group's first byte */
        static int[] write(Encoder out, byte[] key, List<Say> says) {
            int start = out.size();
            Map<String, Integer> words = new HashMap<>();
            List<byte[]> sorted = dictionary(says, words);
            out.var(key.length).raw(key).var(sorted.size());
            int end = 0;
            for (byte[] word : sorted) {
                end += word.length;
                out.u32(end);
            }
            for (byte[] word : sorted) {
                out.raw(word);
            }
            out.var(says.size());
            int[] offsets = new int[says.size()];
            Encoder block = new Encoder();
            for (int i = 0; i < offsets.length; i++) {
                block.clear();
                write(block, says.get(i), words);
                out.var(block.size());
                offsets[i] = out.size() - start;
                out.raw(block.array(), 0, block.size());
            }
            return offsets;
        }

        private static List<byte[]> dictionary(List<Say> says, Map<String, Integer> numbers) {
            Set<byte[]> words = new TreeSet<>(Arrays::compareUnsigned);
            for (Say say : says) {
                for (Range range : say.affected().ranges()) {
                    for (Event event : range.events()) {
                        collect(event.version(), numbers, words);
                    }
                }
                for (String version : say.affected().versions()) {
                    collect(version, numbers, words);
                }
                for (String version : say.affected().fixedVersions()) {
                    collect(version, numbers, words);
                }
            }
            List<byte[]> sorted = List.copyOf(words);
            for (int i = 0; i < sorted.size(); i++) {
                numbers.put(new String(sorted.get(i), StandardCharsets.UTF_8), i);
            }
            return sorted;
        }

        private static void collect(String version, Map<String, Integer> seen, Set<byte[]> words) {
            if (seen.putIfAbsent(version, -1) == null) {
                words.add(version.getBytes(StandardCharsets.UTF_8));
            }
        }

        private static void write(Encoder out, Say say, Map<String, Integer> words) {
            Affected affected = say.affected();
            out.var(say.advisory()).var(affected.ranges().size());
            for (Range range : affected.ranges()) {
                out.u8(Codec.code(range.type())).var(range.events().size());
                for (Event event : range.events()) {
                    out.var((long) number(words, event.version()) << 2 | Codec.code(event.kind()));
                }
            }
            int[] versions = new int[affected.versions().size()];
            for (int i = 0; i < versions.length; i++) {
                versions[i] = number(words, affected.versions().get(i));
            }
            if (VersionRuns.ascending(versions)) {
                out.u8(0).var(versions.length);
                VersionRuns.write(out, versions);
            } else {
                out.u8(1).var(versions.length);
                for (int version : versions) {
                    out.var(version);
                }
            }
            out.var(affected.fixedVersions().size());
            for (String version : affected.fixedVersions()) {
                out.var(number(words, version));
            }
            Codec.writeCvss(out, affected.cvss());
            out.text(affected.severity()).u8(Codec.code(affected.status()));
        }

        private static int number(Map<String, Integer> words, String version) {
            Integer number = words.get(version);
            if (number == null) {
                // Only a text that is no Unicode, whose bytes read back otherwise.
                number = words.get(new String(version.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            }
            if (number == null || number < 0) {
                throw new IllegalStateException("a version was left out of its dictionary");
            }
            return number;
        }
    }
}
