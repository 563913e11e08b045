package dev.hullmark.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Account;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an image holds, what is written is valid and reads back as it was. */
class RoundTripTest {
    @Property(tries = 300)
    void ourOwnJson(@ForAll("inventories") Inventory inventory) {
        String json = Samples.text(out -> InventoryJson.write(inventory, out));
        Schemas.INVENTORY.accept(json);
        assertThat(InventoryJson.read(Samples.stream(json))).isEqualTo(inventory);
    }

    @Property(tries = 100)
    void cycloneDx(@ForAll("inventories") Inventory inventory) {
        String json = Samples.text(out -> CycloneDx.write(inventory, Samples.ORIGIN, out));
        Schemas.CYCLONEDX.accept(json);
        assertThat(CycloneDx.read(Samples.stream(json))).isEqualTo(inventory);
    }

    @Property(tries = 100)
    void spdx(@ForAll("inventories") Inventory inventory) {
        String json = Samples.text(out -> Spdx.write(inventory, Samples.ORIGIN, out));
        Schemas.SPDX.accept(json);
        assertThat(Spdx.read(Samples.stream(json))).isEqualTo(inventory);
    }

    @Provide
    Arbitrary<Inventory> inventories() {
        Arbitrary<Subject> subjects =
                Combinators.combine(words(), words(), words(), words()).as(Subject::new);
        Arbitrary<Optional<Distribution>> distributions = Combinators.combine(
                        words(), words(), words(), words(), words())
                .as(Distribution::new)
                .optional();
        Arbitrary<List<LayerInfo>> layers = Combinators.combine(words(), words())
                .as((id, step) -> new LayerInfo(0, id, step))
                .list()
                .ofMaxSize(3)
                .map(RoundTripTest::numbered);
        Arbitrary<List<Coverage>> coverage = Combinators.combine(
                        words(), Arbitraries.of(Coverage.Status.class), words())
                .as(Coverage::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        subjects,
                        distributions,
                        layers,
                        packages().list().ofMaxSize(8),
                        coverage,
                        Arbitraries.maps(words(), Arbitraries.integers()).ofMaxSize(3),
                        facts())
                .as((subject, distribution, base, packages, gaps, catalogers, facts) -> new Inventory(
                        subject, distribution, Optional.empty(), base, packages, gaps, catalogers, facts));
    }

    private static Arbitrary<Facts> facts() {
        Arbitrary<Evidence> places = Combinators.combine(
                        words(),
                        words(),
                        Arbitraries.integers().between(-1, 4),
                        words(),
                        Arbitraries.integers().between(0, 9))
                .as(Evidence::new);
        Arbitrary<Secret> secrets = Combinators.combine(
                        words(), words(), Arbitraries.of(Severity.class), words(), places, Arbitraries.of(true, false))
                .as(Secret::new);
        Arbitrary<SpecialFile> files = Combinators.combine(
                        Arbitraries.integers().between(0, 07777),
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        places)
                .as(SpecialFile::new);
        Arbitrary<Long> ids = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Account> accounts =
                Combinators.combine(words(), ids, ids, words(), words(), places).as(Account::new);
        Arbitrary<Group> groups = Combinators.combine(words(), ids, places).as(Group::new);
        Arbitrary<Program> programs = Combinators.combine(Arbitraries.of(Program.Kind.class), words(), words(), places)
                .as(Program::new);
        return Combinators.combine(
                        secrets.list().ofMaxSize(3),
                        files.list().ofMaxSize(3),
                        accounts.list().ofMaxSize(3),
                        groups.list().ofMaxSize(3),
                        programs.list().ofMaxSize(3))
                .as(Facts::new);
    }

    private static List<LayerInfo> numbered(List<LayerInfo> layers) {
        List<LayerInfo> all = new ArrayList<>();
        for (LayerInfo layer : layers) {
            all.add(new LayerInfo(all.size(), layer.diffId(), layer.createdBy()));
        }
        return all;
    }

    private static Arbitrary<Package> packages() {
        Arbitrary<List<String>> licences = Arbitraries.oneOf(
                        Arbitraries.of("MIT", "GPL-2.0-only WITH Classpath-exception-2.0", "MIT OR (ISC AND Zlib)"),
                        words())
                .list()
                .ofMaxSize(3);
        Arbitrary<List<Evidence>> evidence = Combinators.combine(
                        words(), words(), Arbitraries.integers().between(-1, 4), words(), Arbitraries.of(0))
                .as(Evidence::new)
                .list()
                .ofMaxSize(3);
        Arbitrary<Map<String, String>> qualifiers = Arbitraries.maps(
                        Arbitraries.of("arch", "distro", "epoch", "upstream", "Odd Key", ""), words())
                .ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.of(PackageType.class),
                        names().filter(n -> !n.isEmpty()),
                        Combinators.combine(names(), words()).as(Map::entry),
                        qualifiers,
                        Combinators.combine(words(), words())
                                .as(SourcePackage::new)
                                .optional(),
                        licences,
                        Combinators.combine(Arbitraries.of(Confidence.class), words())
                                .as(Map::entry),
                        Arbitraries.oneOf(evidence, Arbitraries.just(List.of(Evidence.of("/var/lib/dpkg/status")))))
                .as((type, name, version, qualified, source, declared, sure, places) -> new Package(
                        type,
                        name,
                        version.getKey(),
                        version.getValue(),
                        qualified,
                        source,
                        declared,
                        sure.getKey(),
                        sure.getValue(),
                        places));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("@babel/core", "org.example:a", "golang.org/x/net", "zlib1g", "1:2.3-4~a+b", "x86?#%@"),
                words());
    }

    /** Any text without lone surrogates: those, other readers need not keep. */
    private static Arbitrary<String> words() {
        return Arbitraries.strings().all().ofMaxLength(12).filter(RoundTripTest::wellFormed);
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }
}
