package dev.hullmark.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What was read out of layers before, a file each, shared by any number of processes without a lock: a file is written
 * under a passing name and renamed, so a reader sees all of it or nothing, and a killed writer leaves only the passing
 * name, swept later. A file's name is a digest of the layer's identity and of everything that could change the answer:
 * nothing in here is ever stale, only unused.
 *
 * <p>Files are spread over sixteen directories by their name. A store keeps its own directory within a sixteenth of the
 * bound by deleting what was used longest ago; a look-up never lists anything.
 *
 * <p>A cache that can't be used (full disk, no permission) never fails a scan: see {@link #trouble}.
 */
public final class LayerCache {
    private static final int SHARDS = 16;
    private static final String SUFFIX = ".facts";
    private static final String PASSING = ".tmp-";
    private static final Duration TOUCH_EVERY = Duration.ofHours(1);
    private static final Duration PASSING_LIVES = Duration.ofHours(1);

    private final Optional<Path> directory;
    private final String salt;
    /** Of facts that hold more than ours, of which ours are a part; or "". */
    private final String richer;

    private final Set<String> ours;
    private final long shardBytes;
    private volatile String trouble = "";

    private LayerCache(Optional<Path> directory, List<Cataloger> catalogers, List<Cataloger> more, long bytes) {
        this.directory = directory;
        this.shardBytes = bytes / SHARDS;
        this.salt = salt(catalogers);
        this.richer = more.isEmpty() ? "" : salt(more);
        this.ours = catalogers.stream().map(Cataloger::name).collect(Collectors.toUnmodifiableSet());
    }

    private static String salt(List<Cataloger> catalogers) {
        StringBuilder text = new StringBuilder();
        text.append('\n').append(LayerFactsCodec.FORMAT);
        for (Cataloger c : catalogers) {
            text.append('\n').append(c.name()).append('=').append(c.version());
        }
        return text.toString();
    }

    /**
     * @param directory made when first needed; holds nothing else
     * @param catalogers those whose answers are kept
     */
    public static LayerCache in(Path directory, List<Cataloger> catalogers) {
        return in(directory, catalogers, Limits.CACHE_BYTES);
    }

    /**
     * The same, which also takes what it needs out of facts that more catalogers gathered.
     *
     * @param more {@code catalogers} and others
     */
    public static LayerCache in(Path directory, List<Cataloger> catalogers, List<Cataloger> more) {
        return new LayerCache(Optional.of(directory), catalogers, more, Limits.CACHE_BYTES);
    }

    static LayerCache in(Path directory, List<Cataloger> catalogers, long bytes) {
        return new LayerCache(Optional.of(directory), catalogers, List.of(), bytes);
    }

    /** Keeps nothing. */
    public static LayerCache none() {
        return new LayerCache(Optional.empty(), List.of(), List.of(), 0);
    }

    /** What is kept under an identity; anything unreadable is a miss. */
    Optional<LayerFacts> get(String identity) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Optional<LayerFacts> own = get(directory.get(), identity, salt);
        return own.isPresent() || richer.isEmpty()
                ? own
                : get(directory.get(), identity, richer).map(this::part);
    }

    /** Of facts that more catalogers gathered, those of ours. */
    private LayerFacts part(LayerFacts facts) {
        List<FileFacts> files = facts.files().stream()
                .filter(file -> ours.contains(file.cataloger()))
                .toList();
        return facts.withFiles(files);
    }

    private static Optional<LayerFacts> get(Path root, String identity, String salt) {
        Path file = file(root, identity, salt);
        try {
            byte[] bytes = read(file);
            LayerFacts facts = LayerFactsCodec.decode(bytes);
            touch(file);
            return Optional.of(facts);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Damaged, or made by a program that isn't this one: read the layer again and replace it.
            return Optional.empty();
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            long size = channel.size();
            if (size > Limits.FACTS_BYTES) {
                throw new IOException("is too large");
            }
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            return buffer.array();
        }
    }

    private static void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCH_EVERY))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // Somebody else's directory: it is used all the same, only not kept longer for it.
        }
    }

    /** Keeps facts under each of the identities; see {@link #trouble} for what went wrong. */
    void put(List<String> identities, LayerFacts facts) {
        if (directory.isEmpty() || identities.isEmpty()) {
            return;
        }
        byte[] bytes = LayerFactsCodec.encode(facts);
        if (bytes.length > Math.min(shardBytes, Limits.FACTS_BYTES)) {
            return;
        }
        for (String identity : identities) {
            Path file = file(directory.get(), identity, salt);
            try {
                write(file, bytes);
                keepWithin(file);
            } catch (IOException e) {
                trouble = "the cache in " + directory.get() + " can't be written: " + reason(e);
                return;
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path shard = parent(file);
        Files.createDirectories(shard);
        Path passing = shard.resolve(
                PASSING + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            Files.write(passing, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(passing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(passing);
        }
    }

    /** One clause on why the cache could not be used, for people; "" while it can. */
    public String trouble() {
        return trouble;
    }

    private void keepWithin(Path newest) throws IOException {
        List<Kept> kept = new ArrayList<>();
        long total = 0;
        for (Kept file : list(parent(newest))) {
            if (file.passing()) {
                if (file.used().toInstant().isBefore(Instant.now().minus(PASSING_LIVES))) {
                    Files.deleteIfExists(file.path());
                }
                continue;
            }
            total += file.bytes();
            kept.add(file);
        }
        if (total <= shardBytes && kept.size() <= Limits.CACHE_FILES / SHARDS) {
            return;
        }
        kept.sort(Comparator.comparing(Kept::used).thenComparing(Kept::path));
        int left = kept.size();
        for (Kept file : kept) {
            if (total <= shardBytes && left <= Limits.CACHE_FILES / SHARDS) {
                return;
            }
            if (!file.path().equals(newest)) {
                Files.deleteIfExists(file.path());
                total -= file.bytes();
                left--;
            }
        }
    }

    /**
     * What the cache holds.
     *
     * @param directory where, or "" for none
     * @param layers how many layers it knows
     * @param bytes what they take
     * @param limit what they may take
     * @param trouble why it can't be read, or ""
     */
    public record Status(String directory, int layers, long bytes, long limit, String trouble) {}

    /** Counts what is kept. */
    public Status status() {
        if (directory.isEmpty()) {
            return new Status("", 0, 0, 0, "");
        }
        int layers = 0;
        long bytes = 0;
        String problem = "";
        for (int i = 0; i < SHARDS; i++) {
            try {
                for (Kept file : list(shard(directory.get(), i))) {
                    layers += file.passing() ? 0 : 1;
                    bytes += file.bytes();
                }
            } catch (IOException e) {
                problem = "the cache in " + directory.get() + " can't be read: " + reason(e);
            }
        }
        return new Status(directory.get().toString(), layers, bytes, shardBytes * SHARDS, problem);
    }

    /**
     * Forgets everything.
     *
     * @return the bytes given back
     */
    public long clear() {
        long freed = 0;
        if (directory.isEmpty()) {
            return freed;
        }
        for (int i = 0; i < SHARDS; i++) {
            try {
                for (Kept file : list(shard(directory.get(), i))) {
                    if (Files.deleteIfExists(file.path())) {
                        freed += file.bytes();
                    }
                }
            } catch (IOException e) {
                trouble = "the cache in " + directory.get() + " can't be cleared: " + reason(e);
            }
        }
        return freed;
    }

    private record Kept(Path path, long bytes, FileTime used, boolean passing) {}

    /** Only files of this cache's own making: whatever else lies there is not touched. */
    private static List<Kept> list(Path shard) throws IOException {
        List<Kept> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shard)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean passing = name.startsWith(PASSING);
                if (!passing && !name.endsWith(SUFFIX)) {
                    continue;
                }
                try {
                    BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                    found.add(new Kept(file, a.size(), a.lastModifiedTime(), passing));
                } catch (NoSuchFileException e) {
                    // Another process was quicker to delete it.
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static Path file(Path root, String identity, String salt) {
        String name = digest(identity + salt);
        return shard(root, Character.digit(name.charAt(0), 16)).resolve(name + SUFFIX);
    }

    private static Path shard(Path root, int number) {
        return root.resolve(Integer.toHexString(number));
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("every file of the cache lies in a directory");
        }
        return parent;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof java.nio.file.FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
