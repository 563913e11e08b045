package dev.hullmark.cli;

import dev.hullmark.image.Attachment;
import dev.hullmark.image.Digest;
import dev.hullmark.image.ImageException;
import dev.hullmark.image.Referrers;
import dev.hullmark.image.Target;
import dev.hullmark.model.Coverage;
import dev.hullmark.report.Vex;
import dev.hullmark.report.VexException;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.Signed;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The VEX documents that a registry keeps about an image. Whoever may push there can silence findings with them: with a
 * signer only what he signed about this very image is used, else what each says is marked as unsigned.
 *
 * @param name the image, as a reference
 * @param image the manifest that was asked about, which must be the one that is scanned
 * @param coverage what was not used or could not be seen, or that there was nothing
 */
record AttachedVex(String name, Digest image, Vex vex, List<Coverage> coverage) {
    /** Documents read about one image, and their bytes together. */
    private static final int DOCUMENTS = 100;

    private static final int BYTES = 64 << 20;

    /** What a VEX document may lie in, by a part of the media, artifact or predicate type. */
    private static final List<String> VEX = List.of("vex", "csaf");

    private static final List<String> STATEMENTS = List.of("cyclonedx");
    private static final List<String> ENVELOPES = List.of("in-toto", "dsse", "sigstore.bundle");

    AttachedVex {
        coverage = List.copyOf(coverage);
    }

    static AttachedVex of(SubjectOptions subject, Optional<SignatureCheck> signer, boolean offline, Context context) {
        subject.fromRegistry();
        try (Referrers referrers =
                Referrers.of(Target.parse(subject.target()).value(), subject.openOptions(context, offline))) {
            return new Search(referrers, signer).run();
        }
    }

    /** Whether a manifest of this type may hold a VEX document; many do not say what they are. */
    private static boolean mayHold(String artifactType) {
        return artifactType.isEmpty()
                || artifactType.startsWith("application/vnd.oci.")
                || mentions(artifactType, VEX)
                || mentions(artifactType, STATEMENTS)
                || mentions(artifactType, ENVELOPES);
    }

    private static boolean mayBe(Attachment attachment) {
        String states = attachment.predicateType();
        if (!states.isEmpty()) {
            return mentions(states, VEX) || mentions(states, STATEMENTS);
        }
        String type = attachment.blob().mediaType();
        return says(attachment) || mentions(type, STATEMENTS) || mentions(type, ENVELOPES);
    }

    /** Whether it says itself that it is one. */
    private static boolean says(Attachment attachment) {
        return mentions(attachment.predicateType(), VEX)
                || mentions(attachment.blob().mediaType(), VEX)
                || mentions(attachment.artifactType(), VEX);
    }

    private static boolean mentions(String type, List<String> words) {
        String lower = type.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }

    /** Of an envelope only the statement counts: what else lies in it, nobody signed. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Document(Attachment attachment, byte[] said, Optional<Signed.Bundle> envelope) {
        static Document of(Attachment attachment, byte[] bytes) {
            Signed.Bundle envelope = new Signed.Bundle(attachment, bytes);
            return envelope.payload()
                    .map(statement -> new Document(attachment, statement, Optional.of(envelope)))
                    .orElseGet(() -> new Document(attachment, bytes, Optional.empty()));
        }

        /** Why it is not used, or empty. */
        Optional<String> objection(Optional<SignatureCheck> signer) {
            if (envelope.isEmpty()) {
                return signer.map(s -> "it is not signed");
            }
            return signer.flatMap(s -> s.objection(envelope.get()))
                    .or(() -> envelope.get().objectionToSubject());
        }
    }

    private static final class Search {
        private final Referrers referrers;
        private final Optional<SignatureCheck> signer;
        private final Map<String, String> unused = new LinkedHashMap<>();
        private final Set<String> used = new LinkedHashSet<>();
        private final List<Coverage> coverage = new ArrayList<>();
        private Vex vex = Vex.none();
        private int documents;
        private int bytes;
        private boolean told;

        Search(Referrers referrers, Optional<SignatureCheck> signer) {
            this.referrers = referrers;
            this.signer = signer;
        }

        AttachedVex run() {
            Referrers.Found found = referrers.list(AttachedVex::mayHold);
            coverage.addAll(found.gaps());
            for (Attachment attachment : found.attachments()) {
                if (mayBe(attachment) && !full()) {
                    look(attachment);
                }
            }
            unused.forEach((name, why) ->
                    coverage.add(new Coverage("vex:" + name, Coverage.Status.NOT_APPLICABLE, "not used: " + why)));
            if (used.isEmpty() && unused.isEmpty()) {
                coverage.add(new Coverage(
                        "vex:attached", Coverage.Status.NOT_APPLICABLE, "no VEX document is attached to the image"));
            }
            return new AttachedVex(referrers.name(), referrers.image(), vex, coverage);
        }

        private boolean full() {
            boolean full = documents == DOCUMENTS || bytes == BYTES;
            if (full && !told) {
                told = true;
                coverage.add(Coverage.partial(
                        "vex:attached", "more documents are attached than are looked at; the rest was left out"));
            }
            return full;
        }

        private void look(Attachment attachment) {
            String name = "attached " + attachment.blob().digest().toString().substring(0, "sha256:".length() + 12);
            documents++;
            Optional<Document> document = read(attachment, name);
            if (document.isEmpty()) {
                return;
            }
            String standing = signer.map(s -> "signed by " + s.signer()).orElse("unsigned");
            String source = name + " (" + standing + ")";
            try {
                Vex one = Vex.read(new ByteArrayInputStream(document.get().said()), source);
                Optional<String> objection = document.get().objection(signer);
                if (one.isSilent() && !says(attachment)) {
                    return; // An SBOM in the same format.
                }
                if (objection.isPresent()) {
                    unused.putIfAbsent(name, objection.get());
                } else if (used.add(name)) {
                    vex = vex.and(one.withSources());
                }
            } catch (VexException e) {
                if (says(attachment)) {
                    coverage.add(Coverage.partial("vex:" + name, "it is no VEX document that is understood"));
                }
            }
            used.forEach(unused::remove);
        }

        private Optional<Document> read(Attachment attachment, String name) {
            try {
                byte[] read = referrers.read(attachment, BYTES - bytes);
                bytes += read.length;
                return Optional.of(Document.of(attachment, read));
            } catch (ImageException e) {
                coverage.add(Coverage.partial("vex:" + name, String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        }
    }
}
