package dev.hullmark.catalog;

import dev.hullmark.model.Account;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SpecialFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The part of {@link LayerFactsCodec} for what is no package; stored as found, without layer. */
final class OtherFactsCodec {
    private OtherFactsCodec() {}

    /** One fact, read. */
    private interface Reader<T> {
        T read(FactsReader in) throws IOException;
    }

    static void write(FactsWriter out, Facts facts) {
        // Most files tell nothing of this sort: one byte for that.
        out.number(facts.isEmpty() ? 0 : 1);
        if (facts.isEmpty()) {
            return;
        }
        all(out, facts.secrets(), OtherFactsCodec::secret);
        all(out, facts.specialFiles(), OtherFactsCodec::specialFile);
        all(out, facts.accounts(), OtherFactsCodec::account);
        all(out, facts.groups(), OtherFactsCodec::group);
        all(out, facts.programs(), OtherFactsCodec::program);
    }

    static Facts facts(FactsReader in) throws IOException {
        if (in.number() == 0) {
            return Facts.EMPTY;
        }
        return new Facts(
                all(in, OtherFactsCodec::secret),
                all(in, OtherFactsCodec::specialFile),
                all(in, OtherFactsCodec::account),
                all(in, OtherFactsCodec::group),
                all(in, OtherFactsCodec::program));
    }

    private static <T> void all(FactsWriter out, List<T> facts, BiConsumer<FactsWriter, T> writer) {
        out.number(facts.size());
        for (T fact : facts) {
            writer.accept(out, fact);
        }
    }

    private static <T> List<T> all(FactsReader in, Reader<T> reader) throws IOException {
        int count = in.count();
        List<T> facts = new ArrayList<>(Math.min(count, 1 << 10));
        for (int i = 0; i < count; i++) {
            facts.add(reader.read(in));
        }
        return facts;
    }

    private static void secret(FactsWriter out, Secret secret) {
        out.text(secret.rule());
        out.text(secret.title());
        out.text(secret.severity().name());
        out.text(secret.excerpt());
        place(out, secret.evidence());
    }

    private static Secret secret(FactsReader in) throws IOException {
        return new Secret(
                in.text(), in.text(), LayerFactsCodec.one(Severity.class, in.text()), in.text(), place(in), false);
    }

    private static void specialFile(FactsWriter out, SpecialFile file) {
        out.text(file.evidence().path());
        out.number(file.mode());
        number(out, file.uid());
        number(out, file.gid());
        out.number(file.directory() ? 1 : 0);
        number(out, file.capabilities());
    }

    private static SpecialFile specialFile(FactsReader in) throws IOException {
        Evidence evidence = Evidence.of(rooted(in.text()));
        return new SpecialFile(in.number(), (int) number(in), (int) number(in), in.number() != 0, number(in), evidence);
    }

    private static void account(FactsWriter out, Account account) {
        out.text(account.name());
        number(out, account.uid());
        number(out, account.gid());
        out.text(account.home());
        out.text(account.shell());
        place(out, account.evidence());
    }

    private static Account account(FactsReader in) throws IOException {
        return new Account(in.text(), number(in), number(in), in.text(), in.text(), place(in));
    }

    private static void group(FactsWriter out, Group group) {
        out.text(group.name());
        number(out, group.gid());
        place(out, group.evidence());
    }

    private static Group group(FactsReader in) throws IOException {
        return new Group(in.text(), number(in), place(in));
    }

    private static void program(FactsWriter out, Program program) {
        out.text(program.kind().name());
        out.text(program.name());
        out.text(program.user());
        place(out, program.evidence());
    }

    private static Program program(FactsReader in) throws IOException {
        Program.Kind kind = LayerFactsCodec.one(Program.Kind.class, in.text());
        Program program = new Program(kind, in.text(), in.text(), place(in));
        rooted(program.evidence().path());
        return program;
    }

    private static void place(FactsWriter out, Evidence evidence) {
        out.text(evidence.path());
        out.number(evidence.line());
    }

    private static Evidence place(FactsReader in) throws IOException {
        return new Evidence(in.text(), "", -1, "", in.number());
    }

    /** Whoever merges layers cuts the slash off. */
    private static String rooted(String path) throws IOException {
        if (!path.startsWith("/")) {
            throw new IOException("holds a path that is none");
        }
        return path;
    }

    private static void number(FactsWriter out, long number) {
        out.text(Long.toString(number));
    }

    private static long number(FactsReader in) throws IOException {
        try {
            return Long.parseLong(in.text());
        } catch (NumberFormatException e) {
            throw new IOException("holds a number that is none", e);
        }
    }
}
