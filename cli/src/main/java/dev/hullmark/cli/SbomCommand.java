package dev.hullmark.cli;

import dev.hullmark.model.Inventory;
import dev.hullmark.sbom.CycloneDx;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.Origin;
import dev.hullmark.sbom.Spdx;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sbom",
        description = "List what is inside: packages with their versions, licences, files and layers.",
        footer = {
            "",
            "Examples:",
            "  hullmark sbom alpine:3.20 -o alpine.cdx.json",
            "  hullmark sbom ./image.tar --format spdx",
            "  hullmark scan sbom:alpine.cdx.json       judge it later, without the image"
        })
final class SbomCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "sbom", "What only bills of materials have", List.of(Property.of("format"), Property.of("secrets")));

    enum Format {
        CYCLONEDX,
        SPDX,
        JSON
    }

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "cyclonedx (1.6, the default), spdx (2.3) or json (Hullmark's own, lossless).")
    private Format format = Format.CYCLONEDX;

    @Option(names = "--offline", description = "Ask nothing of the network.")
    private boolean offline;

    @Option(
            names = "--secrets",
            negatable = true,
            description =
                    "Search files for secrets too, and list where they are, masked. Not the default, since bills of"
                            + " materials are published.")
    private boolean secrets;

    @Override
    public Integer call() {
        try (Context context = Context.of(output.quiet())) {
            Inventory inventory = new Inventories(context).of(subject, offline, secrets);
            context.line().close();
            output.write(out -> {
                Origin origin = new Origin(Version.TEXT, Times.ofDocuments());
                switch (format) {
                    case CYCLONEDX -> CycloneDx.write(inventory, origin, out);
                    case SPDX -> Spdx.write(inventory, origin, out);
                    case JSON -> InventoryJson.write(inventory, out);
                }
            });
            Gaps.tell(context, inventory.coverage(), output.quiet());
            return ExitCode.DONE;
        }
    }
}
