package dev.hullmark.posture.image;

import static dev.hullmark.posture.image.Sources.cis;

import dev.hullmark.model.Account;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Findings;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;

/** Who the image runs as. */
final class UserChecks {
    private UserChecks() {}

    static final List<ImageCheck> ALL = List.of(
            new ImageCheck(
                    new Rule(
                            "runs-as-root",
                            Kind.PRIVILEGE,
                            Severity.HIGH,
                            "Containers of the image run as root",
                            "Add USER 10001:10001, or another number, at the end of the Dockerfile; 'hullmark advise'"
                                    + " tells what that takes",
                            List.of(cis("4.1"), Sources.OWASP, Sources.DOCKER_PRACTICES)),
                    "USER 0",
                    "USER 10001:10001",
                    UserChecks::root),
            new ImageCheck(
                    new Rule(
                            "user-not-resolvable",
                            Kind.PRIVILEGE,
                            Severity.HIGH,
                            "No container starts: the image does not know its own user",
                            "Name a number (USER 10001:10001), or copy an /etc/passwd that has the name into the image",
                            List.of(cis("4.1"), "https://docs.docker.com/reference/dockerfile/#user")),
                    "USER nobody-made-me",
                    "USER 10001",
                    UserChecks::resolvable),
            new ImageCheck(
                    new Rule(
                            "user-named",
                            Kind.HARDENING,
                            Severity.LOW,
                            "USER is a name: Kubernetes can't tell that it is not root",
                            "Write the number in USER: runAsNonRoot refuses a name",
                            List.of(Sources.KUBERNETES_NON_ROOT)),
                    "RUN echo app:x:10001:10001::/: >> /etc/passwd\nUSER app",
                    "RUN echo app:x:10001:10001::/: >> /etc/passwd\nUSER 10001",
                    UserChecks::named),
            new ImageCheck(
                    new Rule(
                            "second-root-account",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "An account besides root has uid 0",
                            "Take the line out of /etc/passwd, or give it a number of its own; a line whose number is"
                                    + " missing or broken counts as 0",
                            List.of("CIS Debian Linux, Ensure root is the only UID 0 account")),
                    "RUN echo root:x:0:0::/: >> /etc/passwd\nRUN echo toor:x:0:0::/: >> /etc/passwd",
                    "RUN echo root:x:0:0::/: >> /etc/passwd\nRUN echo app:x:5:5::/: >> /etc/passwd",
                    UserChecks::secondRoot));

    private static Outcome root(Rule rule, Inventory inventory, ImageConfig config) {
        EffectiveUser user = EffectiveUser.of(inventory);
        return switch (user.status()) {
            case ROOT ->
                Outcome.failed(rule, List.of(Findings.of(rule, "runs as root: " + user.reason(), "", user.evidence())));
            case USER -> Outcome.passed(rule);
            case UNRESOLVABLE -> Outcome.notApplicable(rule, "no container starts: " + user.reason());
            case UNKNOWN -> Outcome.unknown(rule, user.reason());
        };
    }

    private static Outcome resolvable(Rule rule, Inventory inventory, ImageConfig config) {
        EffectiveUser user = EffectiveUser.of(inventory);
        return switch (user.status()) {
            case ROOT, USER -> Outcome.passed(rule);
            case UNRESOLVABLE ->
                Outcome.failed(
                        rule, List.of(Findings.of(rule, "no container starts: " + user.reason(), "", List.of())));
            case UNKNOWN -> Outcome.unknown(rule, user.reason());
        };
    }

    private static Outcome named(Rule rule, Inventory inventory, ImageConfig config) {
        EffectiveUser user = EffectiveUser.of(inventory);
        return switch (user.status()) {
            case USER ->
                user.numeric()
                        ? Outcome.passed(rule)
                        : Outcome.failed(
                                rule,
                                List.of(Findings.of(
                                        rule,
                                        "USER " + user.written() + " is a name; Kubernetes' runAsNonRoot takes only the"
                                                + " number, " + user.uid(),
                                        "",
                                        user.evidence())));
            case ROOT, UNRESOLVABLE -> Outcome.notApplicable(rule, user.reason());
            case UNKNOWN -> Outcome.unknown(rule, user.reason());
        };
    }

    private static Outcome secondRoot(Rule rule, Inventory inventory, ImageConfig config) {
        if (!inventory.catalogers().containsKey(Facts.ACCOUNTS)) {
            return Outcome.unknown(rule, "nobody read the accounts of this image: scan it again");
        }
        List<Finding> findings = new ArrayList<>();
        for (Account account : inventory.facts().accounts()) {
            if (account.uid() == 0 && !account.name().equals("root")) {
                findings.add(Findings.of(
                        rule,
                        "account '" + account.name() + "' has uid 0",
                        account.name(),
                        List.of(account.evidence())));
            }
        }
        return Outcome.failed(rule, findings);
    }
}
