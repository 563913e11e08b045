package dev.hullmark.server.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The files that pages need, all of them, in memory. Their address has a hash of what is in them, so that browsers keep
 * them for ever; what is no name in this list is not there, whatever the path.
 */
public final class Assets {
    private static final String ROOT = "/static/";
    private static final Map<String, Asset> ALL = load();
    private static final String VERSION = version();

    private Assets() {}

    /** One file. */
    static final class Asset {
        private final String type;
        private final byte[] body;
        private final byte[] packed;

        private Asset(String type, byte[] body, byte[] packed) {
            this.type = type;
            this.body = body;
            this.packed = packed;
        }

        String type() {
            return type;
        }

        byte[] body() {
            return body;
        }

        /** The same, by gzip. */
        byte[] packed() {
            return packed;
        }
    }

    /** The address of one, for pages. */
    public static String href(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException(name);
        }
        return ROOT + VERSION + "/" + name;
    }

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, Asset> load() {
        Map<String, Asset> all = new TreeMap<>();
        put(all, "bootstrap.css", "text/css", Dark.alsoAsPreferred(text("bootstrap.min.css")));
        put(all, "hullmark.css", "text/css", Dark.alsoAsPreferred(text("hullmark.css")));
        put(all, "hullmark.js", "text/javascript", text("hullmark.js"));
        put(all, "icons.svg", "image/svg+xml", Icons.sprite(text("bootstrap-icons.svg")));
        put(all, "mark.svg", "image/svg+xml", text("mark.svg"));
        return all;
    }

    private static void put(Map<String, Asset> all, String name, String type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.put(name, new Asset(type + "; charset=utf-8", body, packed.toByteArray()));
    }

    private static String text(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("web/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ALL.values().forEach(asset -> sha.update(asset.body()));
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
