package dev.hullmark.catalog;

import dev.hullmark.catalog.binary.BinaryCataloger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs with the texts that tell their versions. */
final class BinaryPlaces {
    static final List<String> WORDS = List.of("\\x00v5.", "node.js/v", "OpenSSL ", "-MariaDB", " JRE (", "nginx/");

    private BinaryPlaces() {}

    static Place[] all() {
        BinaryCataloger binary = new BinaryCataloger();
        return new Place[] {
            Place.of(binary, "usr/local/bin/node", program("node.js/v20.1.0")),
            Place.of(binary, "usr/lib/libcrypto.so.3", program("OpenSSL 1.1.1w  11 Sep 2023")),
            Place.of(binary, "usr/sbin/mysqld", program("10.11.6-MariaDB")),
            Place.of(binary, "usr/local/bin/perl5.36.0", program("v5.36.0")),
            Place.of(binary, "usr/lib/jvm/server/libjvm.so", program("VM (25) for linux-amd64 JRE (1.8.0_392-b08),")),
            Place.of(binary, "usr/lib/libsqlite3.so.0.8.6", program("3.40.1")),
            Place.ofText(binary, "opt/jdk/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.1\"\n")
        };
    }

    private static byte[] program(String text) {
        return ("\u007fELF\1\2\3" + "x".repeat(40) + "\0" + text + "\0" + "y".repeat(40))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
