package dev.hullmark.cli;

import dev.hullmark.posture.LicencePolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** Which licences may be in an image; giving any makes licences count for the gate. */
final class LicenceOptions {
    static final Section SECTION = new Section(
            "licences",
            "Which licences may be in an image",
            List.of(Property.of("licences-allow"), Property.of("licences-deny")));

    @Option(
            names = "--licences-allow",
            paramLabel = "ID",
            split = ",",
            description = "Licences that packages may have: SPDX identifiers, * for any text. Others, and unknown ones,"
                    + " become findings that count for the gate.")
    private List<String> allowed = List.of();

    @Option(
            names = "--licences-deny",
            paramLabel = "ID",
            split = ",",
            description = "Licences that packages must not have, for instance AGPL-*,GPL-3.0-only.")
    private List<String> denied = List.of();

    LicencePolicy policy() {
        return new LicencePolicy(allowed, denied);
    }
}
