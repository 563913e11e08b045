package dev.hullmark.catalog;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SpecialFile;
import java.io.IOException;

/** The part of {@link LayerFactsCodec} for what is no package; stored as found, without layer. */
final class OtherFactsCodec {
    private OtherFactsCodec() {}

    static void write(FactsWriter out, Secret secret) {
        out.text(secret.rule());
        out.text(secret.title());
        out.text(secret.severity().name());
        out.text(secret.excerpt());
        out.text(secret.evidence().path());
        out.number(secret.evidence().line());
    }

    static Secret secret(FactsReader in) throws IOException {
        return new Secret(
                in.text(),
                in.text(),
                LayerFactsCodec.one(Severity.class, in.text()),
                in.text(),
                new Evidence(in.text(), "", -1, "", in.number()),
                false);
    }

    static void write(FactsWriter out, SpecialFile file) {
        out.text(file.evidence().path());
        out.number(file.mode());
        out.text(Integer.toString(file.uid()));
        out.text(Integer.toString(file.gid()));
        out.number(file.directory() ? 1 : 0);
        out.text(Long.toString(file.capabilities()));
    }

    static SpecialFile specialFile(FactsReader in) throws IOException {
        Evidence evidence = Evidence.of(in.text());
        if (!evidence.path().startsWith("/")) {
            throw new IOException("holds a path that is none");
        }
        try {
            return new SpecialFile(
                    in.number(),
                    Integer.parseInt(in.text()),
                    Integer.parseInt(in.text()),
                    in.number() != 0,
                    Long.parseLong(in.text()),
                    evidence);
        } catch (NumberFormatException e) {
            throw new IOException("holds a number that is none", e);
        }
    }
}
