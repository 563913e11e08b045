package dev.hullmark.catalog.rpm;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads rpm's database, wherever the distribution keeps it and in whichever of its three formats: SQLite, ndb or
 * Berkeley DB, told apart by their first bytes.
 */
public final class RpmCataloger implements Cataloger {
    private static final String[] ROOTS = {"var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/"};
    private static final String LOG = "rpmdb.sqlite-wal";

    /** How the vendors of distributions begin, in lower case. */
    private static final String[] DISTRIBUTIONS = {
        "red hat",
        "almalinux",
        "cloudlinux",
        "rocky",
        "centos",
        "fedora",
        "oracle america",
        "amazon linux",
        "amazon.com",
        "suse",
        "opensuse",
        "obs://build.suse.de/",
        "mageia",
        "http://openeuler.org",
        "openeuler",
        "microsoft corporation",
        "vmware"
    };

    @Override
    public String name() {
        return "rpm";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public boolean wants(Entry entry) {
        if (!entry.isFile() && entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        String path = entry.path();
        for (String root : ROOTS) {
            if (path.startsWith(root)) {
                return switch (path.substring(root.length())) {
                    case "rpmdb.sqlite", "Packages.db", "Packages", LOG -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        if (entry.name().equals(LOG)) {
            if (content.size() > 0) {
                sink.gap("holds changes that rpm has not carried over into its database: they are not seen");
            }
            return;
        }
        if (content.size() > Limits.RPM_DATABASE_BYTES) {
            throw new Content.TooLargeException(content.size(), Limits.RPM_DATABASE_BYTES);
        }
        byte[] first = new byte[32];
        if (content.read(0, first, 0, first.length) < first.length) {
            throw new IOException(content.size() == 0 ? "is empty" : "is too short for a database");
        }
        ByteBuffer start = ByteBuffer.wrap(first);
        Headers headers = new Taker(entry.path(), sink, content.size());
        if (SqliteReader.recognises(start)) {
            new SqliteReader(content, headers).read();
        } else if (NdbReader.recognises(start)) {
            new NdbReader(content, headers).read();
        } else if (BdbReader.recognises(start)) {
            new BdbReader(content, headers).read();
        } else {
            throw new IOException("is no database of rpm that is known");
        }
    }

    /** Makes packages of headers. */
    private static final class Taker implements Headers {
        private final String path;
        private final Sink sink;
        private long left;
        private int damages;

        Taker(String path, Sink sink, long size) {
            this.path = path;
            this.sink = sink;
            this.left = size;
        }

        @Override
        public void header(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("has more packages than fit into it: they overlap");
            }
            RpmHeader header = new RpmHeader(bytes, offset, length);
            String name = header.text(RpmHeader.NAME);
            String version = header.text(RpmHeader.VERSION);
            // Keys that rpm trusts stand in the database as packages, but nothing of them is installed.
            if (name.equals("gpg-pubkey")) {
                return;
            }
            if (name.isEmpty() || version.isEmpty()) {
                throw new DamagedException(
                        "has a package without " + (name.isEmpty() ? "a name" : "a version: " + name));
            }
            String release = header.text(RpmHeader.RELEASE);
            long epoch = header.number(RpmHeader.EPOCH);
            String prefix = epoch == 0 ? "" : epoch + ":";
            String full = prefix + version + (release.isEmpty() ? "" : "-" + release);
            Map<String, String> more = new TreeMap<>();
            put(more, "arch", header.text(RpmHeader.ARCH));
            put(more, "modularitylabel", header.text(RpmHeader.MODULARITY_LABEL));
            String licence = header.text(RpmHeader.LICENSE);
            sink.found(new Package(
                    PackageType.RPM,
                    name,
                    full,
                    "",
                    more,
                    Optional.of(source(header.text(RpmHeader.SOURCE_RPM), prefix, name, full)),
                    licence.isEmpty() ? List.of() : List.of(licence),
                    Confidence.CERTAIN,
                    "",
                    List.of(Evidence.of("/" + path))));
            if (ofDistribution(header.text(RpmHeader.VENDOR))) {
                header.files(name, sink);
            }
        }

        /**
         * Whether the distribution's advisories speak of what this vendor builds. Of what others build (Docker's engine,
         * Grafana) they know nothing: the Go modules and jars in it are judged by their own.
         */
        private static boolean ofDistribution(String vendor) {
            String lower = vendor.toLowerCase(Locale.ROOT);
            for (String known : DISTRIBUTIONS) {
                if (lower.startsWith(known)) {
                    return true;
                }
            }
            return vendor.isEmpty();
        }

        @Override
        public void damaged(DamagedException why) throws IOException {
            if (++damages > Limits.DAMAGES) {
                throw new IOException("is damaged in too many places");
            }
            String message = why.getMessage();
            sink.gap(message == null ? "is damaged" : message);
        }

        private static void put(Map<String, String> more, String key, String value) {
            if (!value.isEmpty()) {
                more.put(key, value);
            }
        }

        /**
         * {@code util-linux-2.32.1-42.el8_8.src.rpm}: name, version, release. The file's name leaves out the epoch, which
         * is the binary package's but for rare exceptions.
         */
        private static SourcePackage source(String file, String epoch, String name, String version) {
            String stem = file;
            for (String suffix : List.of(".rpm", ".src", ".nosrc")) {
                stem = stem.endsWith(suffix) ? stem.substring(0, stem.length() - suffix.length()) : stem;
            }
            int release = stem.lastIndexOf('-');
            int cut = release < 0 ? -1 : stem.lastIndexOf('-', release - 1);
            return cut <= 0
                    ? new SourcePackage(name, version)
                    : new SourcePackage(stem.substring(0, cut), epoch + stem.substring(cut + 1));
        }
    }
}
