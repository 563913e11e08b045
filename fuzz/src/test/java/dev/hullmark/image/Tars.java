package dev.hullmark.image;

import static dev.hullmark.fuzz.Target.bytes;

import dev.hullmark.fuzz.Target;

/** Small tars to breed others from. */
final class Tars {
    private static final int BLOCK = 512;
    private static final int MAGIC_AT = 257;

    private Tars() {}

    static byte[] plain() {
        return new TarBuilder()
                .directory("etc/")
                .file("etc/os-release", "ID=debian\n")
                .symlink("etc/link", "os-release")
                .hardLink("etc/hard", "etc/os-release")
                .file("etc/.wh.gone", "")
                .file("etc/.wh..wh..opq", "")
                .finish();
    }

    static byte[][] all() {
        return new byte[][] {
            plain(),
            new TarBuilder()
                    .pax(
                            "path=some/long",
                            "uid=7",
                            "size=2",
                            "SCHILY.xattr.security.capability=\1\0\0\2\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")
                    .file("short", "xy")
                    .meta('L', bytes("longer/name\0"))
                    .file("cut", "z")
                    .meta('K', bytes("longer/target\0"))
                    .symlink("a", "b")
                    .finish(),
            new TarBuilder()
                    .pax("GNU.sparse.size=10", "GNU.sparse.numblocks=1", "GNU.sparse.map=2,3")
                    .file("old", "abc")
                    .finish(),
            new TarBuilder()
                    .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=real", "GNU.sparse.realsize=9")
                    .file("in-data", sparseInData())
                    .finish(),
            new TarBuilder()
                    .entry("gnu", 'S', "", 0644, bytes("abc"), block -> {
                        TarBuilder.octal(block, 386, 12, 4);
                        TarBuilder.octal(block, 398, 12, 3);
                        TarBuilder.octal(block, 483, 12, 20);
                    })
                    .finish()
        };
    }

    private static byte[] sparseInData() {
        byte[] map = new byte[BLOCK];
        byte[] numbers = bytes("1\n2\n3\n");
        System.arraycopy(numbers, 0, map, 0, numbers.length);
        return Pack.join(map, bytes("abc"));
    }

    static byte[] dockerArchive() {
        SmallImage image = new SmallImage("one");
        return new TarBuilder()
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"a:b\"],\"Layers\":[\"l.tar\"]}]")
                .file("c.json", image.config)
                .file("l.tar", image.layers.getFirst())
                .finish();
    }

    static byte[] ociArchive() {
        SmallImage image = new SmallImage("two");
        String blobs = "blobs/sha256/";
        return new TarBuilder()
                .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file(
                        "index.json",
                        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                                + image.digest() + "\",\"size\":" + image.manifest.length + "}]}")
                .file(blobs + image.digest().hex(), image.manifest)
                .file(blobs + Digest.of(image.config).hex(), image.config)
                .file(blobs + Digest.of(image.layers.getFirst()).hex(), image.layers.getFirst())
                .finish();
    }

    /** With right checksums in all that looks like a header: guessing them would take the fuzzer for ever. */
    static byte[] mended(byte[] input) {
        byte[] tar = input.clone();
        byte[] magic = Target.bytes("ustar");
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            boolean header = true;
            for (int i = 0; i < magic.length; i++) {
                header &= tar[at + MAGIC_AT + i] == magic[i];
            }
            if (header) {
                byte[] block = java.util.Arrays.copyOfRange(tar, at, at + BLOCK);
                TarBuilder.checksum(block);
                System.arraycopy(block, 0, tar, at, BLOCK);
            }
        }
        return tar;
    }
}
