package dev.hullmark.cli;

import dev.hullmark.image.Attachment;
import dev.hullmark.image.Limits;
import dev.hullmark.image.Referrers;
import dev.hullmark.image.Target;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.signature.Predicates;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "attached",
        description = "List what a registry keeps about an image: signatures, SBOMs, VEX and other statements.",
        footer = {
            "",
            "Examples:",
            "  hullmark attached registry.example.com/app:1",
            "  hullmark attached registry.example.com/app:1 --fetch spdx --predicate -o app.spdx.json",
            "  hullmark scan sbom:app.spdx.json                                     judge that SBOM",
            "",
            "Whoever may push can attach anything; only a signature makes it worth believing (hullmark verify)."
        })
final class AttachedCommand implements Callable<Integer> {
    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--fetch",
            paramLabel = "WHAT",
            description =
                    "Write the bytes of one of them: by its digest or the beginning of it, or by a part of its type.")
    private Optional<String> fetch = Optional.empty();

    @Option(
            names = "--predicate",
            description = "Of a fetched in-toto statement write only what it states, for instance its SBOM.")
    private boolean predicate;

    @Override
    public Integer call() {
        try (Context context = Context.of(output.quiet())) {
            subject.fromRegistry();
            try (Referrers referrers =
                    Referrers.of(Target.parse(subject.target()).value(), subject.openOptions(context, false))) {
                Referrers.Found found = referrers.list(type -> true);
                context.line().close();
                if (fetch.isPresent()) {
                    byte[] bytes = referrers.read(one(found.attachments(), fetch.get()), Limits.ATTACHMENT);
                    byte[] wanted = predicate ? predicateOf(bytes) : bytes;
                    output.write(out -> out.write(wanted));
                } else {
                    output.write(out -> list(referrers, found.attachments(), out));
                }
                Gaps.tell(context, found.gaps(), output.quiet());
                return ExitCode.DONE;
            }
        }
    }

    private static byte[] predicateOf(byte[] bytes) {
        return Predicates.of(bytes)
                .orElseThrow(() -> new HullmarkException("it is no in-toto statement; fetch it without --predicate."));
    }

    private static Attachment one(List<Attachment> all, String what) {
        List<Attachment> fitting =
                all.stream().filter(attachment -> fits(attachment, what)).toList();
        if (fitting.isEmpty()) {
            throw new HullmarkException("nothing attached fits '" + what + "'; see what there is without --fetch.");
        }
        if (fitting.stream().map(a -> a.blob().digest()).distinct().count() > 1) {
            throw new HullmarkException(
                    "'" + what + "' fits " + fitting.size() + " of what is attached; give the digest.");
        }
        return fitting.getFirst();
    }

    private static boolean fits(Attachment attachment, String what) {
        String digest = attachment.blob().digest().toString();
        String word = what.toLowerCase(Locale.ROOT);
        return digest.startsWith(word)
                || digest.startsWith("sha256:" + word)
                || type(attachment).toLowerCase(Locale.ROOT).contains(word)
                || attachment.artifactType().toLowerCase(Locale.ROOT).contains(word);
    }

    private static String type(Attachment attachment) {
        return attachment.predicateType().isEmpty()
                ? attachment.blob().mediaType()
                : attachment.blob().mediaType() + " " + attachment.predicateType();
    }

    private static void list(Referrers referrers, List<Attachment> all, OutputStream out) throws java.io.IOException {
        StringBuilder text = new StringBuilder();
        text.append(referrers.name()).append(' ').append(referrers.image()).append('\n');
        for (Attachment attachment : all) {
            text.append("  ").append(attachment.blob().digest()).append("  ");
            text.append(Sizes.text(attachment.blob().size())).append("  ");
            text.append(Terminal.clean(type(attachment)));
            text.append(attachment.via() == Attachment.Via.INDEX ? "  (in the index)" : "")
                    .append('\n');
        }
        if (all.isEmpty()) {
            text.append("  nothing is attached\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
