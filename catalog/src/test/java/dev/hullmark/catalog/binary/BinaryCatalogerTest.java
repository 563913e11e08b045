package dev.hullmark.catalog.binary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCatalogerTest {
    private final BinaryCataloger cataloger = new BinaryCataloger();

    /** An ELF file of 64 KiB of noise without digits, with these strings in it, each between zero bytes. */
    private static byte[] elf(String... strings) {
        byte[] file = new byte[64 << 10];
        new Random(1).nextBytes(file);
        for (int i = 0; i < file.length; i++) {
            file[i] |= (byte) 0x80;
        }
        System.arraycopy("\u007fELF".getBytes(ISO_8859_1), 0, file, 0, 4);
        int at = 1000;
        for (String string : strings) {
            byte[] text = ("\0" + string + "\0").getBytes(ISO_8859_1);
            System.arraycopy(text, 0, file, at, text.length);
            at += text.length + 100;
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    usr/local/bin/node              | node.js/v20.1.0                                       | node 20.1.0
                    opt/lib/libnode.so.108          | https://x/download/release/v18.20.4/node-v18.20.4.tgz | node 18.20.4
                    usr/local/sbin/nginx            | nginx/1.25.3                                          | nginx 1.25.3
                    usr/local/openresty/bin/nginx   | openresty/1.25.3.1                                    | openresty 1.25.3.1
                    usr/lib/postgresql/bin/postgres | postgres (PostgreSQL) 15.20 (Debian 15.20-0)          | postgresql 15.20
                    usr/bin/postgres                | postgres (PostgreSQL) 17beta1                         | postgresql 17beta1
                    usr/local/apache2/bin/httpd     | Apache/2.4.58 (Unix)                                  | httpd 2.4.58
                    bin/busybox                     | BusyBox v1.36.1 (2024-01-01)                          | busybox 1.36.1
                    usr/lib/libcrypto.so.1.1        | OpenSSL 1.1.1w  11 Sep 2023                           | openssl 1.1.1w
                    app/x.libs/libcrypto-81d66.so.3 | OpenSSL 3.0.22 25 Aug 2026                            | openssl 3.0.22
                    usr/lib/libcrypto.so.52         | LibreSSL 3.8.2                                        | libressl 3.8.2
                    usr/local/sbin/haproxy          | " version 2.9.5-260dbb8, released 2024/02/15"         | haproxy 2.9.5
                    usr/local/sbin/haproxy          | " version 3.0-dev5-7c1e1f7, released 2024/02/15"      | haproxy 3.0-dev5
                    usr/sbin/haproxy                | HA-Proxy version 1.8.30 2021/04/12                    | haproxy 1.8.30
                    usr/sbin/mysqld                 | 10.11.6-MariaDB                                       | mariadb 10.11.6
                    usr/sbin/mysqld                 | /build/mysql-8.0.36/sql/mysqld.cc                     | mysql 8.0.36
                    usr/local/sbin/php-fpm          | X-Powered-By: PHP/8.3.2                               | php 8.3.2
                    usr/local/bin/perl5.36.0        | v5.36.0                                               | perl 5.36.0
                    usr/lib/libruby-3.1.so.3.1.2    | ruby 3.1.2p20 (2022-04-12 revision 4491bb740a)        | ruby 3.1.2
                    usr/lib/libruby.so.3.4.1        | ruby 3.4.1 (2024-12-25 revision 48d4efcb85)           | ruby 3.4.1
                    usr/local/bin/memcached         | memcached 1.6.18                                      | memcached 1.6.18
                    bin/bash                        | "@(#)Bash version 5.2.15(1) release GNU"              | bash 5.2.15
                    usr/bin/curl                    | curl/7.88.1                                           | curl 7.88.1
                    usr/lib/libcurl.so.4.8.0        | libcurl/8.5.0                                         | curl 8.5.0
                    usr/lib/libsqlite3.so.0.8.6     | 3.40.1                                                | sqlite 3.40.1
                    usr/lib/jvm/server/libjvm.so    | VM (25.392-b08) for linux-amd64 JRE (1.8.0_392-b08),  | java 1.8.0_392
                    usr/lib/jvm/server/libjvm.so    | VM (17.0.9+9-LTS) for linux-amd64 JRE (17.0.9+9-LTS), | java 17.0.9
                    usr/lib/jvm/server/libjvm.so    | VM (26-ea+10) for linux-amd64 JRE (26-ea+10),         | java 26-ea
                    """)
    void namesAProgramByItsMark(String path, String text, String package_) throws IOException {
        CatalogerTester.Said said = CatalogerTester.run(cataloger, path, elf("1.2.13", text, "0.9"));
        assertThat(said.namesAndVersions()).containsExactly(package_);
        assertThat(said.packages().getFirst().type()).isEqualTo(PackageType.GENERIC);
        assertThat(said.gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    usr/local/bin/node   | node.js/v21.0.0-nightly2023 | node
                    usr/sbin/nginx       | nginx/1.25                  | nginx
                    usr/sbin/haproxy     | HAProxy version 2.5         | haproxy
                    usr/lib/libcrypto.so | OpenSSL 3.0.0 or later      | openssl
                    bin/busybox          | BusyBox v1.37.0.git         | busybox
                    usr/bin/perl         | v4.0.36                     | perl
                    usr/bin/redis-server | 7.0.15                      | redis
                    """)
    void saysWhatItCantName(String path, String text, String name) throws IOException {
        CatalogerTester.Said said = CatalogerTester.run(cataloger, path, elf(text));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).containsExactly("it may be " + name + ", but no mark in it tells the version");
    }

    @Test
    void marksThatDisagreeNameNothing() throws IOException {
        CatalogerTester.Said said = CatalogerTester.run(cataloger, "usr/sbin/nginx", elf("nginx/1.2.3", "nginx/1.2.4"));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps())
                .containsExactly("it may be nginx, but its marks tell several versions: 1.2.3 and 1.2.4");
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/node, libnode.so.108",
        "usr/bin/ruby3.1, libruby-3.1.so.3.1",
        "usr/bin/python3, libpython3.11.so.1.0",
        "usr/bin/sqlite3, libsqlite3.so.0"
    })
    void aProgramWhoseLibraryHoldsTheVersionIsNoGap(String path, String library) throws IOException {
        CatalogerTester.Said said = CatalogerTester.run(cataloger, path, elf(library));
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void ofPythonsVersionsTheOneOfItsNameCounts() throws IOException {
        byte[] file = elf("1.2.13", "3.11.2", "3.2.0", "14.0.0", "/usr/lib/python3.11");
        for (String path : new String[] {"usr/bin/python3.11", "usr/lib/libpython3.11.so.1.0", "usr/bin/python3"}) {
            assertThat(CatalogerTester.run(cataloger, path, file).namesAndVersions())
                    .as(path)
                    .containsExactly("python 3.11.2");
        }
        assertThat(CatalogerTester.run(cataloger, "usr/bin/python3.1", file).packages())
                .isEmpty();
    }

    @Test
    void ofPerlsVersionsTheOneOfItsPathsCounts() throws IOException {
        byte[] file = elf("v5.40.0", "v5.40.1", "/usr/local/lib/perl5/5.40.1", "use feature ':5.40.0'");
        assertThat(CatalogerTester.run(cataloger, "usr/bin/perl", file).namesAndVersions())
                .containsExactly("perl 5.40.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7.0.151790282056000000000",
                "7.0.15buildkitsandbox-17902820560a1b2c3d4",
                "7.0.15-rc1host-1790282056100000000"
            })
    void redisIsNamedByTheVersionOfItsBuild(String build) throws IOException {
        byte[] file = elf("2.6.0", "7.0.1", "7.0.15", "6.2.0", build);
        CatalogerTester.Said said = CatalogerTester.run(cataloger, "usr/local/bin/redis-server", file);
        assertThat(said.namesAndVersions()).containsExactly("redis 7.0.15");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void aMarkOverTheEdgeOfAWindowIsSeen() throws IOException {
        for (int shift = -40; shift < 40; shift++) {
            byte[] file = new byte[3 * Limits.BINARY_WINDOW];
            System.arraycopy("\u007fELF".getBytes(ISO_8859_1), 0, file, 0, 4);
            byte[] mark = "nginx/1.25.3".getBytes(ISO_8859_1);
            System.arraycopy(mark, 0, file, Limits.BINARY_WINDOW + shift, mark.length);
            assertThat(CatalogerTester.run(cataloger, "usr/sbin/nginx", file).namesAndVersions())
                    .as("shift " + shift)
                    .containsExactly("nginx 1.25.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx/1.25.3", "nginx/1.25.", "nginx/", "nginx/9999999999999999999.1.1"})
    void aFileThatEndsInAMarkIsNoTrouble(String end) throws IOException {
        byte[] file = elf();
        byte[] mark = end.getBytes(ISO_8859_1);
        System.arraycopy(mark, 0, file, file.length - mark.length, mark.length);
        assertThat(CatalogerTester.run(cataloger, "usr/sbin/nginx", file).packages())
                .isEmpty();
    }

    @Test
    void aScriptOfThatNameIsNone() throws IOException {
        byte[] script = Arrays.copyOf("#!/bin/sh\nexec nginx/1.25.3\0".getBytes(ISO_8859_1), 9000);
        CatalogerTester.Said said = CatalogerTester.run(cataloger, "usr/bin/node", script);
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void javaIsNamedByItsReleaseFile() throws IOException {
        String release = "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"25.0.3\"\nOS_NAME=\"Linux\"\n";
        assertThat(CatalogerTester.run(cataloger, "opt/java/openjdk/release", release)
                        .namesAndVersions())
                .containsExactly("java 25.0.3");
        assertThat(CatalogerTester.run(cataloger, "srv/release", "v1.2.3\n").packages())
                .isEmpty();
        assertThat(CatalogerTester.run(cataloger, "srv/release", "JAVA_VERSION=\"\"\n")
                        .packages())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/node, true",
        "usr/bin/node18, true",
        "usr/bin/nodemon, false",
        "usr/bin/python3.11, true",
        "usr/bin/python3.11-config, false",
        "usr/bin/php-fpm8.2, true",
        "usr/bin/php8.2-fpm, false",
        "usr/lib/libruby-3.1.so.3.1.2, true",
        "usr/lib/libcurl-gnutls.so.4, true",
        "usr/lib/libcurlpp.so.4, false",
        "usr/lib/libcrypto.a, false",
        "usr/lib/libcrypto.so.hmac, false",
        "usr/bin/lua5.4, true",
        "usr/bin/, false"
    })
    void wantsFilesByTheirNames(String path, boolean wanted) {
        assertThat(cataloger.wants(CatalogerTester.entry(path, 100_000, 0755))).isEqualTo(wanted);
    }

    @Test
    void wantsNoDirectoriesLinksStubsOrTexts() {
        assertThat(cataloger.wants(new Entry("usr/bin/node", Entry.Type.DIRECTORY, 0, 0755, 0, 0, "", 0)))
                .isFalse();
        assertThat(cataloger.wants(new Entry("usr/bin/node", Entry.Type.SYMLINK, 0, 0777, 0, 0, "nodejs", 0)))
                .isFalse();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/bin/node", 100, 0755)))
                .isFalse();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/share/node", 100_000, 0644)))
                .isFalse();
    }
}
