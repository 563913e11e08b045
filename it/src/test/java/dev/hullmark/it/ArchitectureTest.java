package dev.hullmark.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom: the table of docs/architecture.md. Maven's own scopes leak transitive modules, so this decides. */
class ArchitectureTest {
    private static final String ROOT = "dev.hullmark.";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("engine", Set.of("model")),
            Map.entry("image", Set.of("model", "engine")),
            Map.entry("catalog", Set.of("model", "image")),
            Map.entry("sbom", Set.of("model")),
            Map.entry("advisories", Set.of("model")),
            Map.entry("match", Set.of("model", "advisories")),
            Map.entry("posture", Set.of("model", "sbom", "engine")),
            Map.entry("sensor", Set.of("model", "engine")),
            Map.entry("profile", Set.of("model", "engine", "posture")),
            Map.entry("report", Set.of("model", "sbom")),
            Map.entry("signature", Set.of("model", "image")),
            Map.entry("keyless", Set.of("model", "image", "signature")),
            Map.entry("store", Set.of("model", "sbom")),
            Map.entry("ship", Set.of("model")),
            Map.entry(
                    "server",
                    Set.of(
                            "model",
                            "image",
                            "catalog",
                            "sbom",
                            "advisories",
                            "match",
                            "posture",
                            "report",
                            "store",
                            "ship")),
            Map.entry(
                    "cli",
                    Set.of(
                            "model",
                            "engine",
                            "image",
                            "catalog",
                            "sbom",
                            "advisories",
                            "match",
                            "posture",
                            "sensor",
                            "profile",
                            "report",
                            "signature",
                            "server")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hullmark");

    @Test
    void everyModuleWithSourcesIsARoomOfTheTable() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            Set<String> rooms = folders.filter(f -> Files.isDirectory(f.resolve("src/main/java")))
                    .map(f -> f.getFileName().toString())
                    .filter(name -> !name.equals("bench"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(rooms).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
        }
    }

    @Test
    void aRoomUsesOnlyTheRoomsItMay() {
        MAY_USE.forEach((room, allowed) -> noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat(inARoomOtherThan(room, allowed))
                .check(CLASSES));
    }

    @Test
    void thereAreNoCyclesBetweenRooms() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nativeMemoryAndDatabasesStayInTheirRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "sensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void sigstoresLibraryStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "keyless..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sigstore..")
                .check(CLASSES);
    }

    @Test
    void theModelDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net.http..", "tools.jackson..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> inARoomOtherThan(String room, Set<String> allowed) {
        return DescribedPredicate.describe("in a room that " + room + " may not use", used -> {
            if (!used.getPackageName().startsWith(ROOT)) {
                return false;
            }
            String rest = used.getPackageName().substring(ROOT.length());
            int dot = rest.indexOf('.');
            String usedRoom = dot < 0 ? rest : rest.substring(0, dot);
            return !usedRoom.equals(room) && !allowed.contains(usedRoom);
        });
    }
}
