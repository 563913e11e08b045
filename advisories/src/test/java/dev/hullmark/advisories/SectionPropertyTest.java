package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SectionPropertyTest {
    private static Path dir = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        dir = Files.createTempDirectory("sections");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(dir);
    }

    @Provide
    Arbitrary<List<Advisory>> advisories() {
        return Samples.advisories().list().ofMaxSize(40);
    }

    private static byte[] compile(List<Advisory> advisories) throws IOException {
        Path file = dir.resolve("section");
        try (SectionWriter writer = new SectionWriter(dir)) {
            for (Advisory advisory : advisories) {
                writer.add(advisory);
            }
            writer.write(file, Instant.MAX);
        }
        return Files.readAllBytes(file);
    }

    private static Section section(List<Advisory> advisories) throws IOException {
        return new Section(Bytes.of(compile(advisories)));
    }

    /** Of each id the newest; of equally new ones the last. */
    private static Map<String, Advisory> newest(List<Advisory> advisories) {
        Map<String, Advisory> newest = new TreeMap<>();
        for (Advisory advisory : advisories) {
            Advisory known = newest.get(advisory.id());
            if (known == null || !advisory.modified().isBefore(known.modified())) {
                newest.put(advisory.id(), advisory);
            }
        }
        return newest;
    }

    @Property(tries = 200)
    void givesBackWhatWasPutIn(@ForAll("advisories") List<Advisory> advisories) throws IOException {
        Section section = section(advisories);
        List<Advisory> back = new ArrayList<>();
        for (Iterator<Advisory> all = section.advisories(); all.hasNext(); ) {
            back.add(all.next());
        }
        assertThat(back).containsExactlyElementsOf(newest(advisories).values());
        for (int i = 0; i < back.size(); i++) {
            assertThat(section.number(back.get(i).id())).isEqualTo(i);
            assertThat(section.modified(i)).isEqualTo(back.get(i).modified());
        }
        assertThat(section.number("ID-none")).isEqualTo(-1);
    }

    @Property(tries = 200)
    void findsWhatASearchThroughAllWouldFind(@ForAll("advisories") List<Advisory> advisories) throws IOException {
        Section section = section(advisories);
        Map<String, Advisory> kept = newest(advisories);
        for (String ecosystem : List.of("Debian", "Debian:11", "Debian:12", "npm", "PyPI")) {
            for (String name : List.of("a", "b", "c", "漢", "", "d")) {
                List<Affected> wanted = new ArrayList<>();
                List<Affected> found = new ArrayList<>();
                for (Advisory advisory : kept.values()) {
                    for (Affected affected : advisory.affected()) {
                        if (affected.ecosystem().equals(ecosystem)
                                && affected.name().equals(name)) {
                            wanted.add(affected);
                        }
                    }
                }
                for (AdvisoryIndex.Candidate candidate : section.lookup(ecosystem, name)) {
                    found.add(candidate.affected());
                    assertThat(candidate.advisory())
                            .isEqualTo(kept.get(candidate.advisory().id()));
                }
                assertThat(found).containsExactlyElementsOf(wanted);
                for (Affected affected : found) {
                    for (int i = 0; i < 42; i++) {
                        String version = "1." + i;
                        assertThat(affected.versions().contains(version))
                                .isEqualTo(List.copyOf(affected.versions()).contains(version));
                    }
                }
            }
        }
        for (int i = 0; i < 30; i++) {
            String alias = "CVE-2025-" + i;
            List<Advisory> wanted = kept.values().stream()
                    .filter(a -> a.aliases().contains(alias))
                    .toList();
            assertThat(section.find(alias.toLowerCase(Locale.ROOT))).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Property(tries = 100)
    void isTheSameWhateverTheOrder(@ForAll("advisories") List<Advisory> advisories) throws IOException {
        List<Advisory> kept = List.copyOf(newest(advisories).values());
        assertThat(compile(advisories)).isEqualTo(compile(kept)).isEqualTo(compile(kept.reversed()));
    }

    @Property(tries = 100)
    void builtFromItsOwnRecordsAndTheChangedOnesIsTheSameAsBuiltAnew(
            @ForAll("advisories") List<Advisory> before, @ForAll("advisories") List<Advisory> after)
            throws IOException {
        Map<String, Advisory> kept = newest(after);
        List<Advisory> merged = new ArrayList<>();
        for (Iterator<Advisory> old = section(before).advisories(); old.hasNext(); ) {
            Advisory advisory = old.next();
            if (advisory.equals(kept.get(advisory.id()))) {
                merged.add(advisory);
            }
        }
        for (Advisory advisory : kept.values()) {
            if (!merged.contains(advisory)) {
                merged.add(advisory);
            }
        }
        assertThat(compile(merged)).isEqualTo(compile(after));
    }

    @Property(tries = 200)
    void damagedBytesNeverDoWorseThanAnError(
            @ForAll("advisories") List<Advisory> advisories, @ForAll int where, @ForAll byte what) throws IOException {
        byte[] bytes = compile(advisories);
        bytes[Math.floorMod(where, bytes.length)] = what;
        long sum = 0;
        try {
            Section section = new Section(Bytes.of(bytes));
            section.releases();
            section.find("CVE-2025-1");
            for (AdvisoryIndex.Candidate candidate : section.lookup("Debian:12", "a")) {
                sum += candidate.affected().versions().hashCode();
                candidate.advisory();
            }
            for (Iterator<Advisory> all = section.advisories(); all.hasNext(); ) {
                sum += all.next().id().length();
            }
        } catch (AdvisoryException | IndexOutOfBoundsException | ArithmeticException e) {
            sum++;
        }
        assertThat(sum).isNotEqualTo(Long.MIN_VALUE);
    }
}
