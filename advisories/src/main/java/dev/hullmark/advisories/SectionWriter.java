package dev.hullmark.advisories;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiles the advisories of one ecosystem into a section (its layout: {@link Section}). They may come in any order and
 * number: what they say is sorted outside memory, first by id, then by package; some fifty bytes an advisory stay in
 * memory. The same advisories give the same bytes, whatever their order; of two with one id the newer is kept.
 */
final class SectionWriter implements Closeable {
    /** More says than this on one package are spread over several groups, so that none fills the memory. */
    private static final int GROUP_SAYS = 10_000;

    private final Path dir;
    private final Sorter byId;
    private final Sorter byPackage;
    private final Encoder scratch = new Encoder();

    private final IntList firstAffected = new IntList();
    private final IntList groupOf = new IntList();
    private final IntList blockOf = new IntList();
    private final IntList idHashes = new IntList();
    private final IntList idOwners = new IntList();
    private final IntList groups = new IntList();
    private final IntList groupHashes = new IntList();
    private final Map<String, Integer> releases = new TreeMap<>();
    private int slotsUsed;
    private int records;
    private Instant newest = Instant.MIN;

    SectionWriter(Path dir) {
        this.dir = dir;
        this.byId = new Sorter(dir);
        this.byPackage = new Sorter(dir);
    }

    void add(Advisory advisory) throws IOException {
        scratch.clear();
        Codec.writeHead(scratch, advisory);
        scratch.var(advisory.affected().size());
        for (Affected affected : advisory.affected()) {
            Codec.writeAffected(scratch, affected);
        }
        byId.add(advisory.id().getBytes(StandardCharsets.UTF_8), scratch.toBytes());
    }

    /**
     * Writes the section.
     *
     * @param until changes later than this are not believed
     */
    Built write(Path file, Instant until) throws IOException {
        Path heads = TempFiles.create(dir);
        try {
            try (DataOutputStream out = stream(heads)) {
                split(out, until);
            }
            try (Output out = new Output(file)) {
                out.write(new byte[Section.HEADER]);
                writeGroups(out);
                int table = writeAdvisories(out, heads);
                finish(out, table);
            }
        } finally {
            Files.deleteIfExists(heads);
        }
        return new Built(file, records, newest.equals(Instant.MIN) ? Instant.EPOCH : newest);
    }

    private static DataOutputStream stream(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /** First pass, by id: heads go to a file of their own, what they affect to the second sorter. */
    private void split(DataOutputStream heads, Instant until) throws IOException {
        List<Advisory> pending = new ArrayList<>(1);
        byId.drain((key, value) -> {
            Advisory next = read(value);
            if (!pending.isEmpty() && pending.getFirst().id().equals(next.id())) {
                if (!next.modified().isBefore(pending.getFirst().modified())) {
                    pending.set(0, next);
                }
                return;
            }
            if (!pending.isEmpty()) {
                split(heads, pending.getFirst(), until);
                pending.clear();
            }
            pending.add(next);
        });
        if (!pending.isEmpty()) {
            split(heads, pending.getFirst(), until);
        }
    }

    private static Advisory read(byte[] value) {
        Decoder in = new Decoder(Bytes.of(value), 0);
        Advisory head = Codec.readHead(in, List.of());
        int count = in.count();
        List<Affected> affected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            affected.add(Codec.readAffected(in));
        }
        return head.withAffected(affected);
    }

    private void split(DataOutputStream heads, Advisory advisory, Instant until) throws IOException {
        int number = records++;
        firstAffected.add(groupOf.size());
        if (advisory.modified().isAfter(newest) && !advisory.modified().isAfter(until)) {
            newest = advisory.modified();
        }
        id(advisory.id(), number);
        for (String alias : advisory.aliases()) {
            id(alias, number);
        }
        scratch.clear();
        Codec.writeHead(scratch, advisory);
        scratch.var(advisory.affected().size());
        heads.writeInt(scratch.size());
        heads.write(scratch.array(), 0, scratch.size());
        for (Affected affected : advisory.affected()) {
            scratch.clear();
            Codec.writeAffected(scratch, affected);
            byte[] name = key(affected).getBytes(StandardCharsets.UTF_8);
            byte[] key = Arrays.copyOf(name, name.length + 9);
            ByteBuffer.wrap(key, name.length + 1, 8).putInt(number).putInt(groupOf.size());
            byPackage.add(key, scratch.toBytes());
            groupOf.add(0);
            blockOf.add(0);
        }
    }

    private void id(String id, int number) {
        idHashes.add(Hashes.of(Hashes.lower(id.getBytes(StandardCharsets.UTF_8))));
        idOwners.add(number);
    }

    private static String key(Affected affected) {
        return affected.ecosystem() + '\0' + affected.name();
    }

    /** Second pass, by package. */
    private void writeGroups(Output out) throws IOException {
        List<Group.Writer.Say> says = new ArrayList<>();
        IntList slots = new IntList();
        byte[][] current = {new byte[0]};
        byPackage.drain((key, value) -> {
            byte[] name = Arrays.copyOf(key, key.length - 9);
            if (!says.isEmpty() && (!Arrays.equals(name, current[0]) || says.size() >= GROUP_SAYS)) {
                writeGroup(out, current[0], says, slots);
            }
            current[0] = name;
            ByteBuffer numbers = ByteBuffer.wrap(key, key.length - 8, 8);
            Affected affected = Codec.readAffected(new Decoder(Bytes.of(value), 0));
            says.add(new Group.Writer.Say(numbers.getInt(), affected));
            slots.add(numbers.getInt());
        });
        if (!says.isEmpty()) {
            writeGroup(out, current[0], says, slots);
        }
    }

    private void writeGroup(Output out, byte[] key, List<Group.Writer.Say> says, IntList slots) throws IOException {
        int offset = out.position();
        String ecosystem = says.getFirst().affected().ecosystem();
        scratch.clear();
        int[] blocks = Group.Writer.write(scratch, key, says);
        out.write(scratch.array(), 0, scratch.size());
        for (int i = 0; i < blocks.length; i++) {
            groupOf.set(slots.get(slotsUsed + i), offset);
            blockOf.set(slots.get(slotsUsed + i), blocks[i]);
        }
        slotsUsed += blocks.length;
        groups.add(offset);
        groupHashes.add(Hashes.of(key));
        if (releases.size() < Limits.RELEASES || releases.containsKey(ecosystem)) {
            releases.merge(ecosystem, 1, Integer::sum);
        }
        says.clear();
    }

    /** @return where the table of advisories begins */
    private int writeAdvisories(Output out, Path heads) throws IOException {
        IntList offsets = new IntList();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(heads), 1 << 16))) {
            for (int i = 0; i < records; i++) {
                offsets.add(out.position());
                byte[] head = in.readNBytes(in.readInt());
                out.write(head);
                int last = i + 1 < records ? firstAffected.get(i + 1) : groupOf.size();
                scratch.clear();
                for (int j = firstAffected.get(i); j < last; j++) {
                    scratch.u32(groupOf.get(j)).var(blockOf.get(j));
                }
                out.write(scratch.array(), 0, scratch.size());
            }
        }
        out.align();
        int table = out.position();
        out.ints(offsets);
        return table;
    }

    private void finish(Output out, int advisoryTable) throws IOException {
        int hashTable = out.position();
        int slots = Integer.highestOneBit(Math.max(1, groups.size())) * 4;
        int[] hashed = new int[slots];
        for (int i = 0; i < groups.size(); i++) {
            int slot = groupHashes.get(i) & (slots - 1);
            while (hashed[slot] != 0) {
                slot = (slot + 1) & (slots - 1);
            }
            hashed[slot] = groups.get(i);
        }
        IntList table = new IntList();
        for (int offset : hashed) {
            table.add(offset);
        }
        out.ints(table);
        int idTable = out.position();
        long[] ids = new long[idHashes.size()];
        for (int i = 0; i < ids.length; i++) {
            // Flipped so that the order of signed longs is that of unsigned hashes.
            ids[i] = ((long) (idHashes.get(i) ^ Integer.MIN_VALUE) << 32) | idOwners.get(i);
        }
        Arrays.sort(ids);
        IntList pairs = new IntList();
        for (long id : ids) {
            pairs.add((int) (id >>> 32) ^ Integer.MIN_VALUE);
            pairs.add((int) id);
        }
        out.ints(pairs);
        int releaseTable = out.position();
        scratch.clear();
        scratch.var(releases.size());
        for (Map.Entry<String, Integer> release : releases.entrySet()) {
            scratch.text(release.getKey()).var(release.getValue());
        }
        out.write(scratch.array(), 0, scratch.size());
        scratch.clear();
        scratch.u32(Section.MAGIC).u32(Section.FORM).u32(records).u32(groups.size());
        scratch.u32(advisoryTable).u32(hashTable).u32(slots).u32(idTable).u32(ids.length);
        scratch.u32(releaseTable);
        out.header(scratch.toBytes());
    }

    @Override
    public void close() throws IOException {
        byId.close();
        byPackage.close();
    }

    /** A section made: its file, how many records, the newest change believed. */
    record Built(Path file, int records, Instant newest) {}

    /** A file written front to back, but for its header. */
    private static final class Output implements Closeable {
        private final Path file;
        private final OutputStream out;
        private long position;
        private byte[] header = {};

        Output(Path file) throws IOException {
            this.file = file;
            this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        }

        int position() {
            return (int) position;
        }

        void write(byte[] bytes) throws IOException {
            write(bytes, 0, bytes.length);
        }

        void write(byte[] bytes, int from, int length) throws IOException {
            position += length;
            if (position > Limits.SECTION_BYTES) {
                throw new AdvisoryException("This feed is too large: one ecosystem may take 2 GB in the index.");
            }
            out.write(bytes, from, length);
        }

        void align() throws IOException {
            write(new byte[(int) (-position & 7)]);
        }

        void ints(IntList values) throws IOException {
            Encoder chunk = new Encoder();
            for (int i = 0; i < values.size(); i++) {
                chunk.u32(values.get(i));
                if (chunk.size() > 1 << 15) {
                    write(chunk.array(), 0, chunk.size());
                    chunk.clear();
                }
            }
            write(chunk.array(), 0, chunk.size());
        }

        void header(byte[] bytes) {
            header = bytes;
        }

        @Override
        public void close() throws IOException {
            out.close();
            try (RandomAccessFile patch = new RandomAccessFile(file.toFile(), "rw")) {
                patch.write(header);
            }
        }
    }
}
