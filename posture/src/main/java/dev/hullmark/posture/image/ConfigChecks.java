package dev.hullmark.posture.image;

import static dev.hullmark.posture.image.Sources.cis;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.Findings;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the image's configuration says besides its user. */
final class ConfigChecks {
    private ConfigChecks() {}

    private static final int SSH = 22;
    private static final int FIRST_FREE_PORT = 1024;

    /** What a volume hides or, bound to the host, opens. */
    private static final Set<String> SENSITIVE = Set.of(
            "/",
            "/etc",
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/root",
            "/var/run/docker.sock",
            "/run/docker.sock");

    private static final String[] SENSITIVE_TREES = {"/proc", "/sys", "/dev", "/boot"};

    static final List<ImageCheck> ALL = List.of(
            new ImageCheck(
                    new Rule(
                            "no-healthcheck",
                            Kind.HARDENING,
                            Severity.LOW,
                            "Nothing tells whether a container still works",
                            "Add a HEALTHCHECK to the Dockerfile; under Kubernetes, probes to the pod instead",
                            List.of(cis("4.6"))),
                    "HEALTHCHECK NONE",
                    "HEALTHCHECK CMD /app --healthy",
                    ConfigChecks::health),
            new ImageCheck(
                    new Rule(
                            "latest-tag",
                            Kind.HARDENING,
                            Severity.LOW,
                            "The tag 'latest' is another image tomorrow",
                            "Give the image a tag of its own, and deploy it by digest",
                            List.of(Sources.DOCKER_PRACTICES)),
                    "# docker build -t shop",
                    "# docker build -t shop:1.4.2",
                    ConfigChecks::latest),
            new ImageCheck(
                    new Rule(
                            "exposed-ssh-port",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "The image offers SSH: nobody should log in to a container",
                            "Take EXPOSE 22 and the SSH server out; 'docker exec' needs none",
                            List.of(cis("5.7"), Sources.OWASP)),
                    "EXPOSE 22",
                    "EXPOSE 8080",
                    (rule, inventory, config) -> ports(rule, config, SSH, SSH)),
            new ImageCheck(
                    new Rule(
                            "exposed-low-port",
                            Kind.HARDENING,
                            Severity.NEGLIGIBLE,
                            "A port below 1024 takes a privilege where the runtime guards it",
                            "Listen on a port from 1024 on (EXPOSE 8080) and map it: -p 80:8080, targetPort: 8080",
                            List.of(cis("5.8"), "https://docs.kernel.org/networking/ip-sysctl.html")),
                    "EXPOSE 80",
                    "EXPOSE 8080",
                    (rule, inventory, config) -> ports(rule, config, 1, FIRST_FREE_PORT - 1)),
            new ImageCheck(
                    new Rule(
                            "sensitive-volume",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "A volume lies over a place of the system",
                            "Put the data into a directory of its own and make that the volume",
                            List.of(cis("5.6"))),
                    "VOLUME /etc",
                    "VOLUME /var/lib/shop",
                    ConfigChecks::volumes));

    private static Outcome health(Rule rule, Inventory inventory, ImageConfig config) {
        List<String> test = config.healthcheck();
        boolean none = test.isEmpty() || test.getFirst().equalsIgnoreCase("NONE");
        return none ? found(rule, rule.title(), "") : Outcome.passed(rule);
    }

    private static Outcome latest(Rule rule, Inventory inventory, ImageConfig config) {
        Subject subject = inventory.subject();
        if (!subject.source().equals("registry") && !subject.source().equals("docker")) {
            return Outcome.notApplicable(rule, "what was read has a file's name and no tag");
        }
        String name = subject.name();
        if (name.contains("@") || name.startsWith("sha256:")) {
            return Outcome.passed(rule);
        }
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        boolean latest = colon < 0 || name.substring(colon + 1).equals("latest");
        return latest ? found(rule, rule.title(), "") : Outcome.passed(rule);
    }

    private static Outcome ports(Rule rule, ImageConfig config, int from, int to) {
        List<Finding> findings = new ArrayList<>();
        for (String exposed : config.exposedPorts()) {
            int port = port(exposed);
            if (port >= from && port <= to) {
                findings.add(Findings.of(rule, "EXPOSE " + exposed, exposed, List.of()));
            }
        }
        return Outcome.failed(rule, findings);
    }

    /** The number of {@code 80/tcp}; -1 when it has none. */
    static int port(String exposed) {
        int slash = exposed.indexOf('/');
        return EffectiveUser.number(slash < 0 ? exposed : exposed.substring(0, slash))
                .filter(n -> n >= 0 && n <= 0xffff)
                .map(Long::intValue)
                .orElse(-1);
    }

    private static Outcome volumes(Rule rule, Inventory inventory, ImageConfig config) {
        List<Finding> findings = new ArrayList<>();
        for (String volume : config.volumes()) {
            String path =
                    volume.length() > 1 && volume.endsWith("/") ? volume.substring(0, volume.length() - 1) : volume;
            boolean sensitive = SENSITIVE.contains(path);
            for (String tree : SENSITIVE_TREES) {
                sensitive |= path.equals(tree) || path.startsWith(tree + "/");
            }
            if (sensitive) {
                findings.add(
                        Findings.of(rule, "VOLUME " + volume + " lies over a place of the system", path, List.of()));
            }
        }
        return Outcome.failed(rule, findings);
    }

    private static Outcome found(Rule rule, String title, String path) {
        return Outcome.failed(rule, List.of(Findings.of(rule, title, path, List.of())));
    }
}
