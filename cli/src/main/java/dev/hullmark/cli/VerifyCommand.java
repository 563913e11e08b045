package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description = "Tell whether an image in a registry is signed by whom it should be.",
        footer = {
            "",
            "Examples:",
            "  hullmark verify registry.example.com/app:1 --key cosign.pub",
            "  hullmark verify ghcr.io/team/app:1 --trusted-root trusted_root.json \\",
            "      --certificate-oidc-issuer https://token.actions.githubusercontent.com \\",
            "      --certificate-identity-regexp 'https://github\\.com/team/app/.*'",
            "  hullmark scan registry.example.com/app:1 --verify-key cosign.pub     verify, then scan",
            "",
            "Exit codes: 0 signed; 1 not signed by them; 2 it could not be told."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Override
    public Integer call() {
        SignatureCheck check = signature
                .check()
                .orElseThrow(() -> new HullmarkException(
                        "say who must have signed: --key FILE, or --certificate-identity NAME with its issuer."));
        try (Context context = Context.of(false)) {
            Verification result = SignatureOptions.verify(check, subject, false, context);
            context.line().close();
            System.out.println(Terminal.sentence(result.sentence()));
            return result.good() ? ExitCode.DONE : ExitCode.VIOLATED;
        }
    }
}
