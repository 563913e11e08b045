package dev.hullmark.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The advisories' index file, handed from node to node: all of them have to judge by the same. */
public final class SharedAdvisories {
    private static final int PART = 1 << 20;
    private static final int KEPT = 2;

    private final Database database;

    public SharedAdvisories(Database database) {
        this.database = database;
    }

    /** Whether anybody shares this database. */
    public boolean needed() {
        return database.postgres();
    }

    /**
     * @param generation counts up from 1
     * @param state tells it from others
     */
    public record Shared(long generation, String state) {}

    public Optional<Shared> newest() {
        return database.read(h -> h.select("select generation, state from advisories order by generation desc limit 1")
                .map((row, context) -> new Shared(row.getLong(1), row.getString(2)))
                .findOne());
    }

    /**
     * Puts an index in the place of the one that it was made from.
     *
     * @param before the generation that was the newest when it was made, or 0
     * @return false when another node was quicker
     */
    public boolean put(long before, String state, InputStream index, Instant now) {
        try {
            return database.write(h -> {
                if (newest(h) != before) {
                    return false;
                }
                h.execute("insert into advisories values (?, ?, ?)", before + 1, state, now.toEpochMilli());
                byte[] part = next(index);
                for (int i = 0; part.length > 0; i++) {
                    h.execute("insert into advisories_part values (?, ?, ?)", before + 1, i, part);
                    part = next(index);
                }
                h.execute("delete from advisories where generation <= ?", before + 1 - KEPT);
                return true;
            });
        } catch (StoreException e) {
            // Both inserted the same generation: the key let one of them.
            if (e.getCause() instanceof UnableToExecuteStatementException
                    && newest().filter(s -> s.generation() > before).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private static long newest(Handle h) {
        return h.select("select coalesce(max(generation), 0) from advisories")
                .mapTo(Long.class)
                .one();
    }

    private static byte[] next(InputStream index) {
        try {
            return index.readNBytes(PART);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws StoreException when it is gone: a newer one has come */
    public void copy(Shared shared, OutputStream to) throws IOException {
        for (int part = 0; ; part++) {
            Optional<byte[]> body = part(shared.generation(), part);
            if (body.isEmpty()) {
                if (part == 0) {
                    throw new StoreException("The advisories' generation " + shared.generation() + " is gone.");
                }
                return;
            }
            to.write(body.get());
        }
    }

    private Optional<byte[]> part(long generation, int part) {
        return database.read(
                h -> h.select("select body from advisories_part where generation = ? and part = ?", generation, part)
                        .mapTo(byte[].class)
                        .findOne());
    }
}
