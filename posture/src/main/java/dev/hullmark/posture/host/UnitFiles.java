package dev.hullmark.posture.host;

import dev.hullmark.posture.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units of systemd (systemd.unit(5)). */
final class UnitFiles {
    /** What lies in the first hides the same in the others. */
    private static final List<String> DIRECTORIES = List.of(
            "/etc/systemd/system/",
            "/run/systemd/system/",
            "/usr/local/lib/systemd/system/",
            "/usr/lib/systemd/system/",
            "/lib/systemd/system/");

    private final HostFiles files;

    UnitFiles(HostFiles files) {
        this.files = files;
    }

    /** Where a unit lies, or would if it could be seen; empty when it is nowhere, or masked by a link to /dev/null. */
    Optional<String> find(String unit) {
        for (String directory : DIRECTORIES) {
            String path = directory + unit;
            Optional<FileFact> file = files.stat(path);
            if (file.isPresent() || files.gaps().containsKey(path)) {
                return file.filter(f -> !f.regular()).isPresent() ? Optional.empty() : Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** A unit and behind it its drop-ins, which add to it and change it. */
    String text(String unit) {
        Map<String, String> dropIns = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            String folder = directory + unit + ".d/";
            files.names(folder, Limits.HOST_FILES).stream()
                    .filter(name -> name.endsWith(".conf"))
                    .forEach(name -> dropIns.putIfAbsent(name, folder + name));
        }
        return Stream.concat(find(unit).stream(), dropIns.values().stream())
                .map(path -> files.text(path).orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
