package dev.hullmark.posture.image;

import static dev.hullmark.posture.image.Sources.cis;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Findings;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How the image was built, as far as its history tells: what a multi-stage build leaves behind has none. */
final class HistoryChecks {
    private HistoryChecks() {}

    private static final String[] UPDATES = {
        "apt-get update", "apt update", "apk update", "yum makecache", "dnf makecache"
    };
    private static final String[] INSTALLS = {
        "apt-get install",
        "apt install",
        "apt-get -",
        "apk add",
        "yum install",
        "dnf install",
        "yum -",
        "dnf -",
        "upgrade"
    };
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "python", "python3", "perl");
    private static final int LONGEST = 100;

    static final List<ImageCheck> ALL = List.of(
            check(
                    new Rule(
                            "update-alone",
                            Kind.HARDENING,
                            Severity.LOW,
                            "Package lists are updated in a step of their own, which the build cache keeps for ever",
                            "Update and install in one RUN",
                            List.of(cis("4.7"), Sources.DOCKER_PRACTICES)),
                    "RUN apt-get update",
                    "RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*",
                    step -> step.has(UPDATES) && !step.has(INSTALLS) && !step.has(" install")),
            check(
                    new Rule(
                            "package-lists-left",
                            Kind.HARDENING,
                            Severity.NEGLIGIBLE,
                            "A step leaves package lists or caches in its layer",
                            "End the same RUN with rm -rf /var/lib/apt/lists/*, use apk add --no-cache, or dnf clean all",
                            List.of(cis("4.3"), Sources.DOCKER_PRACTICES)),
                    "RUN apt-get update && apt-get install -y tzdata",
                    "RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*",
                    HistoryChecks::leavesLists),
            check(
                    new Rule(
                            "add-instead-of-copy",
                            Kind.HARDENING,
                            Severity.LOW,
                            "ADD where COPY is enough: it also unpacks archives and fetches addresses",
                            "Use COPY, and ADD only for an archive that is to be unpacked",
                            List.of(cis("4.9"), Sources.DOCKER_PRACTICES)),
                    "FROM base\nADD app /app",
                    "FROM base\nCOPY app /app",
                    step -> step.instruction().equals("ADD")
                            && !step.isBase()
                            && !isRemote(step)
                            && !step.has(".tar", ".tgz")),
            check(
                    new Rule(
                            "remote-add",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "ADD fetches from an address: nothing checks what comes",
                            "Use ADD --checksum=sha256:…, or fetch in a RUN that verifies a digest or a signature",
                            List.of(cis("4.9"), cis("4.11"))),
                    "FROM base\nADD https://example.com/tool /bin/tool",
                    "FROM base\nADD --checksum=sha256:00 https://example.com/tool /bin/tool",
                    step -> step.instruction().equals("ADD") && isRemote(step) && !step.has("--checksum=")),
            check(
                    new Rule(
                            "unverified-packages",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "A step installs or fetches without checking from whom",
                            "Leave the option out, and add the key of the repository",
                            List.of(cis("4.11"))),
                    "RUN apt-get install -y --allow-unauthenticated tool",
                    "RUN apt-get install -y tool && rm -rf /var/lib/apt/lists/*",
                    step -> step.has(
                            "--allow-unauthenticated",
                            "--force-yes",
                            "--allow-untrusted",
                            "--nogpgcheck",
                            "--no-gpg-check",
                            "gpgcheck=0",
                            "trusted=yes",
                            "--no-check-certificate",
                            "--trusted-host",
                            "curl -k ",
                            "curl --insecure")),
            check(
                    new Rule(
                            "download-to-shell",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "A step runs what it fetches, unseen",
                            "Fetch to a file, verify its digest or signature, then run it",
                            List.of(cis("4.11"), cis("4.12"))),
                    "RUN curl -fsSL https://example.com/install | sh",
                    "RUN curl -fsSLo i https://example.com/install && sha256sum -c i.sha256 && sh i",
                    HistoryChecks::runsDownload));

    private static ImageCheck check(Rule rule, String fails, String passes, Predicate<BuildStep> finds) {
        return new ImageCheck(rule, fails, passes, (asked, inventory, config) -> {
            if (config.history().isEmpty()) {
                return Outcome.notApplicable(asked, "the image tells no build steps");
            }
            List<Finding> findings = new ArrayList<>();
            for (BuildStep step : BuildStep.of(inventory, config)) {
                boolean command =
                        step.instruction().equals("RUN") || step.instruction().equals("ADD");
                if (command && finds.test(step)) {
                    String told = step.instruction() + " " + step.words();
                    String shown = told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told;
                    findings.add(Findings.of(asked, shown, told, List.of(step.evidence())));
                }
            }
            return Outcome.failed(asked, findings);
        });
    }

    private static boolean isRemote(BuildStep step) {
        return step.has("http://", "https://");
    }

    private static boolean leavesLists(BuildStep step) {
        boolean apt = step.has("apt-get update", "apt update") && !step.has("/var/lib/apt");
        boolean apk = step.has("apk add", "apk update") && !step.has("--no-cache", "/var/cache/apk");
        boolean rpm = step.has("yum install", "yum -y install", "dnf install", "dnf -y install")
                && !step.has("clean all", "/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf");
        return step.instruction().equals("RUN") && (apt || apk || rpm);
    }

    private static boolean runsDownload(BuildStep step) {
        String words = step.words();
        for (int pipe = words.indexOf('|'); pipe >= 0; pipe = words.indexOf('|', pipe + 1)) {
            int start = Math.max(words.lastIndexOf(';', pipe), words.lastIndexOf("&&", pipe)) + 1;
            String before = words.substring(start, pipe);
            String[] after = words.substring(pipe + 1).strip().split("\\s+", 3);
            int first = after[0].equals("sudo") && after.length > 1 ? 1 : 0;
            String program = after[first].substring(after[first].lastIndexOf('/') + 1);
            boolean fetches = before.contains("curl ") || before.contains("wget ");
            if (fetches && SHELLS.contains(program)) {
                return true;
            }
        }
        return false;
    }
}
