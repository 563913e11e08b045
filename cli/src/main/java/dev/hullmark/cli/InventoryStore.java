package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportFormats;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.report.ReportReader;
import dev.hullmark.sbom.InventoryJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Inventories that were scanned, each with its last verdict, to be judged again: a file a subject, named by what the
 * subject is called, so that a newer scan of {@code shop:1} takes the older one's place. A file is written whole under a
 * lock and moved into its place: any number of processes share the folder. It is the user's own to read, since an image's
 * configuration may hold what is nobody else's business. The time of the last scan is the file's; when there are too many,
 * the longest unscanned go.
 */
final class InventoryStore {
    static final int MOST_INVENTORIES = 2_000;
    static final long MOST_BYTES = 1L << 30;
    static final int LARGEST = 64 << 20;

    private static final int MAGIC = 0x484D4956;
    private static final int FORM = 1;
    private static final String SUFFIX = ".inv";
    private static final String UNFINISHED = ".part";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path dir;

    private InventoryStore(Path dir) {
        this.dir = dir;
    }

    /** @param dir made when first written to */
    static InventoryStore in(Path dir) {
        return new InventoryStore(dir);
    }

    /** @param content identity of the file's bytes as they were read */
    record Stored(Path file, String content, Inventory inventory, Report verdict) {}

    record Status(int inventories, long bytes, long limit) {}

    /** Keeps an inventory and its verdict; one that says the same as what is there only counts as scanned now. */
    void put(Inventory inventory, Report verdict) throws IOException {
        Path file = dir.resolve(name(inventory));
        String identity = identity(inventory, verdict);
        if (!inventory.subject().digest().isEmpty() && identity.equals(identityOf(file))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return;
        }
        Files.createDirectories(dir);
        Path part = write(identity, inventory, verdict);
        try (FileChannel lock = lock();
                FileLock held = lock.lock()) {
            if (held.isValid()) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                trim();
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives a stored inventory a new verdict; false when it was scanned anew meanwhile, whose verdict is newer. */
    boolean replace(Stored old, Report verdict) throws IOException {
        FileTime scanned = Files.getLastModifiedTime(old.file());
        Path part = write(identity(old.inventory(), verdict), old.inventory(), verdict);
        try (FileChannel lock = lock();
                FileLock held = lock.lock()) {
            if (!held.isValid() || !old.content().equals(digest(Files.readAllBytes(old.file())))) {
                return false;
            }
            Files.setLastModifiedTime(part, scanned);
            Files.move(part, old.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The files, by name. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(dir, "*" + SUFFIX)) {
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    /**
     * Reads one.
     *
     * @return nothing when it went away meanwhile
     * @throws HullmarkException when it is damaged
     */
    Optional<Stored> read(Path file) throws IOException {
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(file);
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC || in.readInt() != FORM) {
                throw damaged(file);
            }
            in.readUTF();
            if (in.readLong() != bytes.length) {
                throw damaged(file);
            }
            Inventory inventory;
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(part(in, file)))) {
                inventory = InventoryJson.read(unpacked);
            }
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(part(in, file)))) {
                return Optional.of(new Stored(file, digest(bytes), inventory, ReportReader.read(unpacked)));
            }
        } catch (IOException | HullmarkException e) {
            throw damaged(file);
        }
    }

    private static byte[] part(DataInputStream in, Path file) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw damaged(file);
        }
        return in.readNBytes(length);
    }

    private static HullmarkException damaged(Path file) {
        return new HullmarkException("the stored inventory " + file + " is damaged; delete it and scan again");
    }

    Status status() {
        long bytes = 0;
        int count = 0;
        try {
            for (Path file : files()) {
                bytes += Files.size(file);
                count++;
            }
        } catch (IOException e) {
            throw new HullmarkException("the inventories in " + dir + " cannot be listed: " + e.getMessage(), e);
        }
        return new Status(count, bytes, MOST_BYTES);
    }

    /** @return the bytes freed */
    long clear() {
        long freed = 0;
        try {
            for (Path file : files()) {
                long size = Files.size(file);
                freed += Files.deleteIfExists(file) ? size : 0;
            }
        } catch (IOException e) {
            throw new HullmarkException("the inventories in " + dir + " cannot be deleted: " + e.getMessage(), e);
        }
        return freed;
    }

    private FileChannel lock() throws IOException {
        return FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Path write(String identity, Inventory inventory, Report verdict) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(FORM);
        out.writeUTF(identity);
        byte[] first = packed(o -> InventoryJson.write(inventory, o));
        Outcome outcome = new Outcome(verdict, inventory, Optional.empty(), Instant.EPOCH);
        byte[] second = packed(o -> ReportFormats.named("json").write(outcome, ReportOptions.PLAIN, o));
        out.writeLong(out.size() + (long) Long.BYTES + 2 * Integer.BYTES + first.length + second.length);
        out.writeInt(first.length);
        out.write(first);
        out.writeInt(second.length);
        out.write(second);
        if (bytes.size() > LARGEST) {
            throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
        }
        Path part = Files.createTempFile(dir, "new", UNFINISHED);
        Files.write(part, bytes.toByteArray());
        return part;
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] packed(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            body.writeTo(out);
        }
        return bytes.toByteArray();
    }

    private void trim() throws IOException {
        TreeMap<String, Path> parts = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(dir, "*" + UNFINISHED)) {
            for (Path part : all) {
                parts.put(part.toString(), part);
            }
        }
        Instant abandoned = Instant.now().minus(ABANDONED);
        for (Path part : parts.values()) {
            if (Files.exists(part)
                    && Files.getLastModifiedTime(part).toInstant().isBefore(abandoned)) {
                Files.deleteIfExists(part);
            }
        }
        record Aged(Path file, long scanned, long size) {}
        List<Aged> files = new ArrayList<>();
        long bytes = 0;
        for (Path file : files()) {
            Aged aged = new Aged(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
            files.add(aged);
            bytes += aged.size();
        }
        files.sort(Comparator.comparingLong(Aged::scanned));
        int left = files.size();
        for (Aged oldest : files) {
            if (left <= MOST_INVENTORIES && bytes <= MOST_BYTES) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            bytes -= oldest.size();
            left--;
        }
    }

    /** What a whole file says it is; "" for anything else. */
    private static String identityOf(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readInt() != MAGIC || in.readInt() != FORM) {
                return "";
            }
            String identity = in.readUTF();
            return in.readLong() == Files.size(file) ? identity : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Inventory inventory) {
        String architecture = inventory.config().map(c -> c.architecture()).orElse("");
        String about = String.join(
                "\n",
                inventory.subject().kind(),
                inventory.subject().source(),
                inventory.subject().name(),
                architecture);
        return digest(about.getBytes(StandardCharsets.UTF_8)).substring(0, 32) + SUFFIX;
    }

    private static String identity(Inventory inventory, Report verdict) {
        StringBuilder text = new StringBuilder(inventory.subject().toString());
        text.append(inventory.catalogers())
                .append(inventory.packages().size())
                .append(inventory.coverage().size())
                .append(verdict.scanner());
        for (Finding f : verdict.findings()) {
            text.append('\n').append(f.key()).append(f.severity());
        }
        return digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
