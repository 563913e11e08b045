package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Env;
import java.util.List;

/** Whether what is fetched is what was meant. */
final class DownloadRules {
    private DownloadRules() {}

    private static final String UNSIGNED = "signatures of packages are not verified: ";

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "download-to-shell",
                    HARDENING,
                    MEDIUM,
                    "what the network sends is run as it comes",
                    "Download a version to a file, check its digest or signature, then run it",
                    "CIS Docker 1.6.0, 4.11",
                    DownloadRules::pipe),
            Check.of(
                    "tls-not-verified",
                    HARDENING,
                    HIGH,
                    "certificates are not verified",
                    "Verify them: install ca-certificates, or add the one authority that is missing",
                    "CIS Docker 1.6.0, 4.11",
                    DownloadRules::tls),
            Check.of(
                    "unverified-packages",
                    HARDENING,
                    MEDIUM,
                    "packages are installed whose signatures are not verified",
                    "Add the repository's key and leave the check on",
                    "CIS Docker 1.6.0, 4.11",
                    DownloadRules::signature),
            Check.of(
                    "plain-download",
                    HARDENING,
                    MEDIUM,
                    "a download that anybody on the way may change",
                    "Use https, and check the digest of what comes",
                    "CIS Docker 1.6.0, 4.11",
                    DownloadRules::plain),
            Check.of(
                    "remote-add",
                    HARDENING,
                    MEDIUM,
                    "ADD fetches from an address, and nothing checks what comes",
                    "Add --checksum=sha256:…; for git, name a commit: …git#COMMIT",
                    "CIS Docker 1.6.0, 4.9; CIS Docker 1.6.0, 4.12",
                    DownloadRules::add),
            Check.of(
                    "apt-key",
                    HARDENING,
                    LOW,
                    "apt-key trusts a key for every repository",
                    "Put the key into /etc/apt/keyrings and name it in the repository's signed-by",
                    "apt-key(8)",
                    (build, hits) -> build.commands(c -> {
                        if (c.name().equals("apt-key")
                                && (c.verb().equals("add") || c.verb().equals("adv"))) {
                            hits.add(c.line(), "apt-key trusts a key for every repository");
                        }
                    })),
            Check.of(
                    "extra-index",
                    HARDENING,
                    LOW,
                    "pip asks two indexes and takes the higher version, whoever offers it",
                    "Use --index-url with one index that proxies the other",
                    "CVE-2018-20225",
                    (build, hits) -> build.commands(c -> {
                        if (PackageTool.of(c)
                                        .filter(t -> t.family().equals("pip"))
                                        .isPresent()
                                && c.has("--extra-index-url")) {
                            hits.add(c.line(), "pip asks two indexes and takes the higher version, whoever offers it");
                        }
                    })));

    private static void pipe(Build build, Hits hits) {
        build.runs((stage, run) -> {
            Fetched files = new Fetched();
            for (Script.Pipeline pipeline : run.script().pipelines()) {
                boolean fetched = false;
                for (Command c : pipeline.commands()) {
                    boolean runs = (fetched && Interpreters.readsProgram(c))
                            || Interpreters.evaluates(c, Fetched::inside)
                            || files.runs(c);
                    if (runs) {
                        hits.add(
                                c.line(), "what the network sends is run by " + Text.quoted(c.name()) + " as it comes");
                    }
                    fetched |= Fetched.by(c);
                    files.take(c);
                }
            }
        });
    }

    private static void tls(Build build, Hits hits) {
        build.commands(c -> {
            String off = Unverified.certificates(c);
            if (!off.isEmpty()) {
                hits.add(c.line(), "certificates are not verified: " + off);
            }
            c.assigned().stream()
                    .filter(Unverified::setting)
                    .findFirst()
                    .ifPresent(set -> hits.add(c.line(), "certificates are not verified: " + set));
        });
        build.each(Env.class, (stage, env) -> env.assignments().forEach(a -> tls(env, a, hits)));
        build.each(Arg.class, (stage, arg) -> arg.assignments().forEach(a -> tls(arg, a, hits)));
    }

    private static void tls(Instruction in, Assignment a, Hits hits) {
        String set = a.name() + "=" + a.value().map(Value::text).orElse("");
        if (Unverified.setting(set)) {
            hits.add(a.line(), "certificates are not verified: " + in.origin().keyword() + " " + Text.quoted(set));
        }
    }

    private static void signature(Build build, Hits hits) {
        build.commands(c -> {
            String off = Unverified.signatures(c);
            if (!off.isEmpty()) {
                hits.add(c.line(), UNSIGNED + off);
            }
            if (!Shells.readsInput(c)) {
                c.streams().reads().forEach(text -> signature(text, hits));
            }
        });
        build.copies((stage, copy) -> copy.heredocs().forEach(text -> signature(text, hits)));
    }

    private static void signature(Heredoc text, Hits hits) {
        int line = text.line();
        for (String written : text.body().split("\n", -1)) {
            String off = Unverified.repository(written);
            if (!off.isEmpty()) {
                hits.add(line, UNSIGNED + off);
            }
            line++;
        }
    }

    private static void plain(Build build, Hits hits) {
        Variables variables = new Variables();
        build.runs((stage, run) -> run.script().commands().forEach(c -> Fetched.addresses(c).stream()
                .map(word -> variables.fill(word, stage))
                .filter(Remote::plain)
                .findFirst()
                .ifPresent(address -> hits.add(
                        c.line(),
                        c.name() + " fetches " + Text.quoted(address) + ", which anybody on the way may change"))));
    }

    private static void add(Build build, Hits hits) {
        build.copies((stage, copy) -> {
            if (!copy.add() || copy.flag("checksum").isPresent()) {
                return;
            }
            for (Value source : copy.sources()) {
                if (Remote.git(source.text()) && !Remote.commit(source.text())) {
                    hits.add(
                            copy.line(),
                            LOW,
                            "ADD fetches " + Text.quoted(source.text()) + ", which may be moved; name a commit");
                } else if (Remote.is(source.text()) && !Remote.git(source.text())) {
                    hits.add(
                            copy.line(),
                            "ADD fetches " + Text.quoted(source.text()) + ", and nothing checks what comes");
                }
            }
        });
    }
}
