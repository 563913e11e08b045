package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Account;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.SpecialFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LayerFactsCodecTest {
    private static LayerFacts sample() {
        return new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file(
                        "var/lib/dpkg/status",
                        "Package: a\nStatus: install ok installed\nVersion: 1\nSource: s (2)\nArchitecture: all\n\nPackage: x\n\n")
                .file("var/lib/dpkg/info/a.list", "/usr/bin/a\n/usr/bin/b\n")
                .directory("d")
                .removed("gone")
                .opaque("o")
                .facts();
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        assertThat(LayerFactsCodec.decode(LayerFactsCodec.encode(sample()))).isEqualTo(sample());
        assertThat(LayerFactsCodec.decode(LayerFactsCodec.encode(LayerFacts.EMPTY)))
                .isEqualTo(LayerFacts.EMPTY);
    }

    @Provide
    Arbitrary<LayerFacts> facts() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(8).filter(s -> !hasLoneSurrogate(s));
        Arbitrary<Package> packages = Combinators.combine(
                        Arbitraries.of(PackageType.class),
                        text,
                        text,
                        Arbitraries.maps(text, text).ofMaxSize(3),
                        Combinators.combine(text, text).as(SourcePackage::new).optional(),
                        text.list().ofMaxSize(2),
                        Arbitraries.of(Confidence.class),
                        text.map(Evidence::of).list().ofMaxSize(2))
                .as((type, name, version, more, source, licences, confidence, evidence) ->
                        new Package(type, name, version, "", more, source, licences, confidence, "", evidence));
        Arbitrary<Evidence> places = Combinators.combine(
                        text, Arbitraries.integers().between(0, 9))
                .as((path, line) -> new Evidence("/" + path, "", -1, "", line));
        Arbitrary<PathSet> paths = Arbitraries.longs().list().ofMaxSize(40).map(LayerFactsCodecTest::paths);
        Arbitrary<Secret> secrets = Combinators.combine(
                        text, text, Arbitraries.of(Severity.class), text, places, Arbitraries.of(false))
                .as(Secret::new);
        Arbitrary<SpecialFile> special = Combinators.combine(
                        Arbitraries.integers().between(0, 07777),
                        Arbitraries.integers().between(0, 70_000),
                        Arbitraries.integers().between(0, 70_000),
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        text.map(path -> Evidence.of("/" + path)))
                .as(SpecialFile::new);
        Arbitrary<Long> ids = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Account> accounts =
                Combinators.combine(text, ids, ids, text, text, places).as(Account::new);
        Arbitrary<Group> groups = Combinators.combine(text, ids, places).as(Group::new);
        Arbitrary<Program> programs = Combinators.combine(
                        Arbitraries.of(Program.Kind.class),
                        text,
                        text,
                        text.map(path -> new Evidence("/" + path, "", -1, "", 3)))
                .as(Program::new);
        Arbitrary<Facts> other = Combinators.combine(
                        secrets.list().ofMaxSize(2),
                        special.list().ofMaxSize(2),
                        accounts.list().ofMaxSize(2),
                        groups.list().ofMaxSize(2),
                        programs.list().ofMaxSize(2))
                .as(Facts::new);
        Arbitrary<FileFacts> files = Combinators.combine(
                        text,
                        text,
                        packages.list().ofMaxSize(4),
                        Combinators.combine(text, text, text, text, text)
                                .as(Distribution::new)
                                .optional(),
                        Combinators.combine(text, paths)
                                .as(FileFacts.Owned::new)
                                .list()
                                .ofMaxSize(3),
                        text.list().ofMaxSize(2),
                        text.list().ofMaxSize(2),
                        other)
                .as(FileFacts::new);
        Arbitrary<Coverage> gaps = Combinators.combine(text, Arbitraries.of(Coverage.Status.class), text)
                .as(Coverage::new);
        return Combinators.combine(
                        files.list().ofMaxSize(5),
                        paths,
                        paths,
                        paths,
                        paths,
                        gaps.list().ofMaxSize(2),
                        other)
                .as(LayerFacts::new);
    }

    private static boolean hasLoneSurrogate(String s) {
        return s.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    private static PathSet paths(List<Long> hashes) {
        PathSet.Builder builder = new PathSet.Builder(1000);
        hashes.forEach(h -> builder.add((long) h));
        return builder.build();
    }

    @Property(tries = 300)
    void anyFactsSurvive(@ForAll("facts") LayerFacts facts) throws IOException {
        assertThat(LayerFactsCodec.decode(LayerFactsCodec.encode(facts))).isEqualTo(facts);
    }

    @Property(tries = 500)
    void aDamagedByteIsNoticed(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] bytes = LayerFactsCodec.encode(sample());
        bytes[place % bytes.length] ^= (byte) flip;
        assertThatThrownBy(() -> LayerFactsCodec.decode(bytes)).isInstanceOf(IOException.class);
    }

    /** Somebody who knows how to compute a checksum gets no further than an IOException either. */
    @Property(tries = 5000)
    void aForgedFileNeverCostsMoreThanAnIOException(
            @ForAll @IntRange(max = 100_000) int place, @ForAll byte value, @ForAll @IntRange(max = 60) int cut) {
        byte[] whole = LayerFactsCodec.encode(sample());
        byte[] bytes = java.util.Arrays.copyOf(whole, Math.max(12, whole.length - Math.max(0, cut - 30)));
        bytes[12 + place % (bytes.length - 12)] = value;
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, bytes.length - 12);
        ByteBuffer.wrap(bytes).putInt(8, (int) crc.getValue());
        try {
            assertThat(LayerFactsCodec.decode(bytes).files()).hasSizeLessThan(bytes.length);
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] bytes = LayerFactsCodec.encode(sample());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> LayerFactsCodec.decode(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void repeatedTextsCostOneByte() {
        List<Package> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(new Package(
                    PackageType.DEB,
                    "name",
                    "version",
                    "",
                    Map.of("arch", "amd64"),
                    Optional.of(new SourcePackage("name", "version")),
                    List.of(),
                    Confidence.CERTAIN,
                    "",
                    List.of(Evidence.of("/var/lib/dpkg/status"))));
        }
        LayerFacts facts = new LayerFacts(
                List.of(new FileFacts(
                        "var/lib/dpkg/status",
                        "dpkg",
                        many,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Facts.EMPTY)),
                PathSet.EMPTY,
                PathSet.EMPTY,
                PathSet.EMPTY,
                PathSet.EMPTY,
                List.of(),
                Facts.EMPTY);
        assertThat(LayerFactsCodec.encode(facts)).hasSizeLessThan(20_000);
    }
}
