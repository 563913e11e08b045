package dev.hullmark.posture;

import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SpecialFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that give away more than their owner's rights. What is writable by anyone beneath a directory that is so too is
 * told of with it: {@code chmod -R 777} is one finding.
 */
final class PermissionFindings {
    private PermissionFindings() {}

    private static final List<String> SETUID = List.of("CIS Docker 1.6.0, 4.8");

    private static final Rule SETUID_FILE =
            rule("setuid-file", MEDIUM, "A program that runs as its owner, whoever starts it", "chmod u-s", SETUID);
    private static final Rule SETGID_FILE =
            rule("setgid-file", LOW, "A program that runs as its group, whoever starts it", "chmod g-s", SETUID);
    private static final Rule CAPABILITIES = rule(
            "file-capabilities", LOW, "A program that runs with capabilities, whoever starts it", "setcap -r", SETUID);
    private static final Rule WRITABLE_FILE = rule(
            "world-writable-file",
            LOW,
            "A file that anyone may change, unless its directory is told of",
            "chmod o-w",
            List.of());
    private static final Rule WRITABLE_DIRECTORY = rule(
            "world-writable-directory",
            MEDIUM,
            "A directory in which anyone may change what others put there",
            "chmod o-w",
            List.of());

    static final List<Rule> RULES = List.of(SETUID_FILE, SETGID_FILE, CAPABILITIES, WRITABLE_FILE, WRITABLE_DIRECTORY);

    private static Rule rule(String id, Severity severity, String title, String todo, List<String> sources) {
        return new Rule(id, Finding.Kind.HARDENING, severity, title, "RUN " + todo + " on it", sources);
    }

    static List<Finding> of(List<SpecialFile> files) {
        List<Finding> findings = new ArrayList<>();
        for (SpecialFile file : files) {
            String path = file.evidence().path();
            if (file.setuid() || file.setgid()) {
                findings.add(runsAsOther(file, path));
            }
            if (file.capabilities() != 0) {
                findings.add(capabilities(file, path));
            }
        }
        writable(files, findings);
        return findings;
    }

    private static Finding runsAsOther(SpecialFile file, String path) {
        boolean known = KnownPrograms.has(path);
        String bit = file.setuid() && file.setgid() ? "ug" : file.setuid() ? "u" : "g";
        String as = file.setuid() ? "user " + file.uid() : "group " + file.gid();
        boolean root = file.setuid() && file.uid() == 0;
        Severity severity = file.worldWritable() ? HIGH : !known && root ? MEDIUM : LOW;
        return Findings.of(
                file.setuid() ? SETUID_FILE : SETGID_FILE,
                severity,
                path + " runs as " + as + ", whoever starts it" + (known ? "; part of the distribution" : ""),
                path,
                List.of(file.evidence()),
                "RUN chmod " + bit + "-s " + path
                        + (known ? ", or start containers with no-new-privileges" : ", or remove it"));
    }

    private static Finding capabilities(SpecialFile file, String path) {
        List<String> names = Capabilities.names(file.capabilities());
        return Findings.of(
                CAPABILITIES,
                Capabilities.mighty(file.capabilities()) ? MEDIUM : LOW,
                path + " runs with " + String.join(", ", names) + ", whoever starts it",
                path,
                List.of(file.evidence()),
                "RUN setcap -r " + path + ", or start containers with no-new-privileges");
    }

    private static void writable(List<SpecialFile> files, List<Finding> findings) {
        List<String> open = new ArrayList<>();
        List<List<Evidence>> within = new ArrayList<>();
        List<SpecialFile> tops = new ArrayList<>();
        // By path, so that a directory comes before what is in it; but "a-b" comes between "a" and "a/b".
        List<SpecialFile> sorted = new ArrayList<>(files);
        sorted.sort(java.util.Comparator.comparing(f -> f.evidence().path().replace('/', '\0')));
        for (SpecialFile file : sorted) {
            if (!file.worldWritable()) {
                continue;
            }
            String path = file.evidence().path();
            int last = open.size() - 1;
            if (last >= 0 && path.startsWith(open.get(last))) {
                within.get(last).add(file.evidence());
                continue;
            }
            open.add(file.directory() ? path + "/" : path + "\0");
            within.add(new ArrayList<>(List.of(file.evidence())));
            tops.add(file);
        }
        for (int i = 0; i < tops.size(); i++) {
            findings.add(writable(tops.get(i), within.get(i)));
        }
    }

    private static Finding writable(SpecialFile file, List<Evidence> places) {
        String path = file.evidence().path();
        int more = places.size() - 1;
        boolean system = path.startsWith("/etc/")
                || path.startsWith("/usr/")
                || path.startsWith("/bin")
                || path.startsWith("/sbin")
                || path.startsWith("/lib")
                || path.equals("/etc");
        String beneath = more == 0 ? "" : " and " + more + (more == 1 ? " place" : " places") + " beneath it";
        return Findings.of(
                file.directory() ? WRITABLE_DIRECTORY : WRITABLE_FILE,
                system || file.directory() ? MEDIUM : LOW,
                path + beneath + " may be changed by anyone",
                path,
                places,
                "RUN chmod " + (more > 0 ? "-R " : "") + "o-w " + path);
    }
}
