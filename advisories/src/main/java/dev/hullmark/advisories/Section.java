package dev.hullmark.advisories;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The advisories of one ecosystem, compiled: self-contained, so an update of one ecosystem copies the others as they
 * are. Little-endian: a header; a {@link Group} for each package; the advisories by id, each its head and where its
 * blocks lie (u32 group, then the block from the group's beginning); a table of their offsets; an open-addressing hash
 * table of groups by {@code ecosystem NUL name}; pairs of id hash and advisory number, by hash; the releases with their
 * number of packages.
 */
final class Section {
    static final int MAGIC = 0x31534D48;
    /** The layout and what the reader of OSV keeps: a section of another form is built anew, never mended. */
    static final int FORM = 2;

    static final int HEADER = 64;

    private final Bytes bytes;
    private final int records;
    private final int groups;
    private final int advisoryTable;
    private final int hashTable;
    private final int slots;
    private final int idTable;
    private final int ids;
    private final int releaseTable;

    /** @param bytes the whole section, little-endian */
    Section(Bytes bytes) {
        this.bytes = bytes;
        Decoder in = new Decoder(bytes, 0);
        if (bytes.limit() < HEADER || in.u32() != MAGIC || in.u32() != FORM) {
            throw AdvisoryException.damaged();
        }
        records = in.u32();
        groups = in.u32();
        advisoryTable = in.u32();
        hashTable = in.u32();
        slots = in.u32();
        idTable = in.u32();
        ids = in.u32();
        releaseTable = in.u32();
        boolean sound = fits(advisoryTable, records, 4)
                && fits(hashTable, slots, 4)
                && Integer.bitCount(slots) == 1
                && fits(idTable, ids, 8)
                && fits(releaseTable, 1, 1)
                && groups >= 0;
        if (!sound) {
            throw AdvisoryException.damaged();
        }
    }

    private boolean fits(int offset, int count, int size) {
        return offset >= HEADER && count >= 0 && offset + (long) count * size <= bytes.limit();
    }

    int records() {
        return records;
    }

    List<AdvisoryIndex.Candidate> lookup(String ecosystem, String name) {
        byte[] key = (ecosystem + '\0' + name).getBytes(StandardCharsets.UTF_8);
        List<AdvisoryIndex.Candidate> found = List.of();
        int slot = Hashes.of(key) & (slots - 1);
        for (int probes = 0; probes < slots; probes++) {
            int offset = bytes.getInt(hashTable + 4 * slot);
            if (offset == 0) {
                break;
            }
            if (hasKey(offset, key)) {
                Group group = new Group(bytes, offset);
                if (found.isEmpty()) {
                    found = new ArrayList<>();
                }
                for (int block : group.blockOffsets()) {
                    found.add(new Say(this, group, block));
                }
            }
            slot = (slot + 1) & (slots - 1);
        }
        return found;
    }

    /** Of the answers to {@link #lookup}, in their order. */
    long fingerprint(String ecosystem, String name) {
        long all = 0;
        for (AdvisoryIndex.Candidate candidate : lookup(ecosystem, name)) {
            if (candidate instanceof Say say) {
                all = all * 31 + say.fingerprint();
            }
        }
        return all;
    }

    /** An advisory's bytes less what it affects, which stands elsewhere. */
    private byte[] head(int number) {
        Decoder in = at(number);
        int from = in.at();
        Codec.skipHead(in);
        return at(number).raw(in.at() - from);
    }

    private boolean hasKey(int offset, byte[] key) {
        Decoder in = new Decoder(bytes, offset);
        if (in.count() != key.length) {
            return false;
        }
        int at = in.at();
        for (int i = 0; i < key.length; i++) {
            if (bytes.get(at + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    /** The advisory of a number, from 0, in the order of ids. */
    Advisory advisory(int number) {
        Decoder in = at(number);
        Codec.skipHead(in);
        int count = in.count();
        List<Affected> affected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int group = in.u32();
            int block = Math.addExact(group, in.size());
            affected.add(new Group(bytes, group).read(block));
        }
        return Codec.readHead(at(number), affected);
    }

    String id(int number) {
        return at(number).text();
    }

    Instant modified(int number) {
        return Codec.readModified(at(number));
    }

    private Decoder at(int number) {
        if (number < 0 || number >= records) {
            throw AdvisoryException.damaged();
        }
        return new Decoder(bytes, bytes.getInt(advisoryTable + 4 * number));
    }

    /** The number of the advisory with this very id, or -1. */
    int number(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = records - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Decoder in = at(middle);
            int order = Arrays.compareUnsigned(in.raw(in.count()), wanted);
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

    List<Advisory> find(String idOrAlias) {
        int hash = Hashes.of(Hashes.lower(idOrAlias.getBytes(StandardCharsets.UTF_8)));
        int low = 0;
        int high = ids;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(bytes.getInt(idTable + 8 * middle), hash) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Advisory> found = new ArrayList<>();
        for (int i = low; i < ids && bytes.getInt(idTable + 8 * i) == hash; i++) {
            Advisory advisory = advisory(bytes.getInt(idTable + 8 * i + 4));
            if (names(advisory, idOrAlias) && !found.contains(advisory)) {
                found.add(advisory);
            }
        }
        return found;
    }

    private static boolean names(Advisory advisory, String idOrAlias) {
        if (advisory.id().equalsIgnoreCase(idOrAlias)) {
            return true;
        }
        for (String alias : advisory.aliases()) {
            if (alias.equalsIgnoreCase(idOrAlias)) {
                return true;
            }
        }
        return false;
    }

    /** The ecosystems with release spoken about, and about how many packages each. */
    SortedMap<String, Integer> releases() {
        SortedMap<String, Integer> releases = new TreeMap<>();
        Decoder in = new Decoder(bytes, releaseTable);
        for (int i = in.count(); i > 0; i--) {
            releases.put(in.text(), in.size());
        }
        return releases;
    }

    /** Every advisory as it was put in, by id. */
    Iterator<Advisory> advisories() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < records;
            }

            @Override
            public Advisory next() {
                if (next >= records) {
                    throw new NoSuchElementException();
                }
                return advisory(next++);
            }
        };
    }

    private record Say(Section section, Group group, int block) implements AdvisoryIndex.Candidate {
        /** Never 0. */
        long fingerprint() {
            Encoder said = new Encoder();
            Codec.writeAffected(said, affected());
            long affects = Hashes.wide(said.array(), said.size());
            byte[] head = section.head(group.advisory(block));
            return (affects * 31 + Hashes.wide(head, head.length)) | 1;
        }

        @Override
        public Affected affected() {
            try {
                return group.read(block);
            } catch (IndexOutOfBoundsException | ArithmeticException e) {
                throw AdvisoryException.damaged(e);
            }
        }

        @Override
        public Advisory advisory() {
            try {
                return section.advisory(group.advisory(block));
            } catch (IndexOutOfBoundsException | ArithmeticException e) {
                throw AdvisoryException.damaged(e);
            }
        }
    }
}
