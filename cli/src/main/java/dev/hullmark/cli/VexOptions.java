package dev.hullmark.cli;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.Vex;
import dev.hullmark.signature.KeyCheck;
import dev.hullmark.signature.SignatureCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose word counts on what does not apply here; see docs/vex.md. */
final class VexOptions {
    @Option(
            names = "--vex",
            paramLabel = "FILE",
            description = "OpenVEX, CycloneDX or CSAF: what does not apply here; may be given again; see docs/vex.md.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--vex-attached",
            description = "Use the VEX documents that the image's registry keeps about it too; signed or not, unless"
                    + " --vex-key or --verify-key says by whom.")
    private boolean attached;

    @Option(
            names = "--vex-key",
            paramLabel = "FILE",
            description = "Of those, use only what was signed with this key (cosign.pub).")
    private Optional<Path> key = Optional.empty();

    /** What was asked for, read as far as it lies on this machine. */
    record Asked(Vex files, boolean attached, Optional<SignatureCheck> signer) {
        /** What is attached to the image; empty when nobody asked. A bare name means the registry's image from here on. */
        Optional<AttachedVex> attached(SubjectOptions subject, boolean offline, Context context) {
            return attached ? Optional.of(AttachedVex.of(subject, signer, offline, context)) : Optional.empty();
        }

        Report apply(Report report, Optional<AttachedVex> found, Inventory inventory) {
            Vex all = files.and(found.map(AttachedVex::vex).orElse(Vex.none()));
            Report told = all.isEmpty() ? report : all.apply(report, inventory);
            if (found.isEmpty()) {
                return told;
            }
            List<Coverage> coverage = new ArrayList<>(told.coverage());
            coverage.addAll(found.get().coverage());
            return new Report(told.subject(), told.scanner(), coverage, told.packages(), told.findings());
        }
    }

    /** @param imageSigner who must have signed the image: without a key of their own, the documents too */
    Asked read(Optional<SignatureCheck> imageSigner) {
        if (key.isPresent() && !attached) {
            throw new HullmarkException("--vex-key is for what is attached to the image; give --vex-attached too.");
        }
        Optional<SignatureCheck> own = key.map(KeyCheck::of);
        return new Asked(Vex.read(files), attached, own.or(() -> imageSigner));
    }
}
