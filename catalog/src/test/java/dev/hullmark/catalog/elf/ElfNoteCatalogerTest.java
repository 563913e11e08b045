package dev.hullmark.catalog.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfNoteCatalogerTest {
    private static final String BASH = """
            {"type":"rpm","name":"bash","version":"5.2.26-3.fc40","architecture":"x86_64",
             "extra":{"a":[1]},"osCpe":"cpe:/o:fedoraproject:fedora:40"}""";

    private final ElfNoteCataloger cataloger = new ElfNoteCataloger();

    @ParameterizedTest
    @CsvSource({"true, false, 600", "true, true, 600", "false, false, 600", "false, true, 600", "true, false, 100000"})
    void namesTheSourcePackage(boolean wide, boolean big, int at) throws IOException {
        byte[] file = ElfFile.with(BASH, wide, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, at);
        CatalogerTester.Said said = CatalogerTester.run(cataloger, "opt/bin/bash", file);
        assertThat(said.gaps()).isEmpty();
        Package p = said.packages().getFirst();
        assertThat(p.purl()).isEqualTo("pkg:rpm/fedora/bash@5.2.26-3.fc40?arch=x86_64&distro=fedora-40");
        assertThat(p.source().orElseThrow().name()).isEqualTo("bash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'type':'deb','os':'ubuntu','osVersion':'25.04','name':'curl','version':'8.12.1-3'} | pkg:deb/ubuntu/curl@8.12.1-3?distro=ubuntu-25.04
                    {'type':'rpm','name':'zlib','version':'1-2','osCpe':'cpe:2.3:o:amazon:amazon_linux:2023'} | pkg:rpm/amzn/zlib@1-2?distro=amzn-2023
                    {'type':'apk','name':'zlib','version':'1.3-r2'} | pkg:apk/zlib@1.3-r2
                    """)
    void namesWhoseItIs(String json, String purl) throws IOException {
        byte[] file = ElfFile.with(json.replace('\'', '"'), true, ByteOrder.LITTLE_ENDIAN, 600);
        assertThat(CatalogerTester.run(cataloger, "usr/lib/libx.so.1", file).packages())
                .singleElement()
                .extracting(Package::purl)
                .isEqualTo(purl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'rpm'}", "{'type':'rpm','name':'a b','version':'1'}", "{'type':'deb','name':7}"})
    void aNoteWithoutNamesSaysSo(String json) throws IOException {
        byte[] file = ElfFile.with(json.replace('\'', '"'), true, ByteOrder.LITTLE_ENDIAN, 600);
        assertThat(CatalogerTester.run(cataloger, "opt/x", file).gaps())
                .containsExactly("its package note lacks a name or version");
    }

    @Test
    void othersFormatsAreNone() throws IOException {
        byte[] file = ElfFile.with(
                "{\"type\":\"alpm\",\"name\":\"a\",\"version\":\"1\"}", true, ByteOrder.LITTLE_ENDIAN, 600);
        CatalogerTester.Said said = CatalogerTester.run(cataloger, "opt/x", file);
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"type\":", "nothing"})
    void brokenJsonIsOneSentence(String json) {
        byte[] file = ElfFile.with(json, true, ByteOrder.LITTLE_ENDIAN, 600);
        assertThatThrownBy(() -> CatalogerTester.run(cataloger, "opt/x", file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("its package note is no");
    }

    @Test
    void brokenFilesAreNoMoreThanThat() {
        byte[] sound = ElfFile.with(BASH, true, ByteOrder.LITTLE_ENDIAN, 600);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] broken = sound.clone();
            for (int n = 0; n < 4; n++) {
                broken[4 + random.nextInt(800)] = (byte) random.nextInt();
            }
            try {
                CatalogerTester.run(cataloger, "opt/x", broken);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("its package note");
            }
        }
    }

    @Test
    void wantsProgramsAndLibraries() {
        assertThat(cataloger.wants(CatalogerTester.entry("usr/lib/libz.so.1.3", 90_000, 0644)))
                .isTrue();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/lib/x.so.d/readme", 90_000, 0644)))
                .isFalse();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/bin/true", 30_000, 0755)))
                .isTrue();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/bin/true", 300, 0755)))
                .isFalse();
    }
}
