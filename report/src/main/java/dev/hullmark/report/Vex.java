package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.Waiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * VEX documents, applied to a report. A statement of {@code not_affected} or {@code fixed} becomes a {@link Waiver} of
 * the findings it speaks of; {@code affected} and {@code under_investigation} are told in the finding and waive nothing.
 * Of several statements on one finding the latest counts, of equally late ones the least reassuring.
 */
public final class Vex {
    private final List<VexDocument> documents;

    /** By lower-case vulnerability id. */
    private final Map<String, List<VexStatement>> byId = new HashMap<>();

    private Vex(List<VexDocument> documents) {
        this.documents = List.copyOf(documents);
        for (VexDocument document : documents) {
            for (VexStatement statement : document.statements()) {
                for (String id : new HashSet<>(statement.ids())) {
                    byId.computeIfAbsent(id.toLowerCase(Locale.ROOT), k -> new ArrayList<>(1))
                            .add(statement);
                }
            }
        }
    }

    /**
     * Reads VEX files.
     *
     * @throws VexException when one cannot be read or is no VEX document
     */
    public static Vex read(List<Path> files) {
        List<VexDocument> documents = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                documents.addAll(read(in, file.toString()).documents);
            } catch (NoSuchFileException e) {
                throw new VexException("the VEX file '" + file + "' does not exist", e);
            } catch (IOException e) {
                throw new VexException("the VEX file '" + file + "' cannot be read: " + e.getMessage(), e);
            }
        }
        return new Vex(documents);
    }

    /**
     * Reads one VEX document: OpenVEX, CycloneDX or CSAF, plain or as an in-toto attestation, with or without the
     * envelope of its signature. Who takes it from somewhere must know by himself that he trusts it.
     *
     * @param name as messages and coverage name it
     * @throws VexException when it is no VEX document
     */
    public static Vex read(InputStream in, String name) {
        return new Vex(List.of(VexDocument.read(in, name)));
    }

    /** No document. */
    public static Vex none() {
        return new Vex(List.of());
    }

    /** These documents and others. */
    public Vex and(Vex other) {
        List<VexDocument> all = new ArrayList<>(documents);
        all.addAll(other.documents);
        return new Vex(all);
    }

    /** The same, each author followed by the name of the document: of one that nobody named on the command line. */
    public Vex withSources() {
        List<VexDocument> named = new ArrayList<>(documents.size());
        for (VexDocument d : documents) {
            named.add(new VexDocument(
                    d.name(), d.statements().stream().map(s -> s.from(d.name())).toList(), d.unread()));
        }
        return new Vex(named);
    }

    /** Whether no document says anything, be it understood or not. */
    public boolean isSilent() {
        return documents.stream().allMatch(d -> d.statements().isEmpty() && d.unread() == 0);
    }

    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /**
     * Waives what the documents say does not count, and tells in each other finding what they say of it. What each
     * document did is in coverage as {@code vex:NAME}.
     */
    public Report apply(Report report, Inventory inventory) {
        VexTarget target = new VexTarget(inventory);
        List<Waiver> waivers = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(report.findings().size());
        Map<String, Map<VexStatus, Integer>> counts = new HashMap<>();
        for (Finding f : report.findings()) {
            Optional<VexStatement> said = f.waived().isPresent() ? Optional.empty() : statement(f, target);
            findings.add(
                    said.filter(s -> !s.status().waives()).map(s -> told(f, s)).orElse(f));
            if (said.isPresent()) {
                VexStatement s = said.get();
                counts.computeIfAbsent(documentOf(s), k -> new EnumMap<>(VexStatus.class))
                        .merge(s.status(), 1, Integer::sum);
                if (s.status().waives()) {
                    waivers.add(waiver(f, s));
                }
            }
        }
        List<Coverage> coverage = new ArrayList<>(report.coverage());
        for (VexDocument document : documents) {
            coverage.add(coverage(document, counts.getOrDefault(document.name(), Map.of())));
        }
        Report told = new Report(report.subject(), report.scanner(), coverage, report.packages(), findings);
        return waivers.isEmpty() ? told : new Waivers(waivers).apply(told, LocalDate.EPOCH);
    }

    private Optional<VexStatement> statement(Finding f, VexTarget target) {
        if (f.kind() != Finding.Kind.VULNERABILITY || f.pkg().isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        ids.add(f.id());
        f.advisory().ifPresent(a -> {
            ids.add(a.source());
            ids.addAll(a.aliases());
        });
        Optional<VexStatement> best = Optional.empty();
        for (String id : ids) {
            for (VexStatement statement : byId.getOrDefault(id.toLowerCase(Locale.ROOT), List.of())) {
                if ((best.isEmpty() || outdoes(statement, best.get()))
                        && statement.products().stream()
                                .anyMatch(p -> target.means(p, f.pkg().get().purl()))) {
                    best = Optional.of(statement);
                }
            }
        }
        return best;
    }

    private static boolean outdoes(VexStatement a, VexStatement b) {
        int byTime = a.time().compareTo(b.time());
        return byTime > 0 || (byTime == 0 && a.status().compareTo(b.status()) > 0);
    }

    private static Waiver waiver(Finding f, VexStatement s) {
        return new Waiver(
                f.id(),
                f.pkg().map(Finding.PackageRef::purl).orElse(""),
                "",
                Set.of(f.kind()),
                s.reason(),
                s.author(),
                Optional.empty(),
                s.origin());
    }

    private static Finding told(Finding f, VexStatement s) {
        boolean affected = s.status() == VexStatus.AFFECTED;
        String says = s.author() + (affected ? " says it is affected" : " is still investigating it");
        String words = affected && !s.action().isEmpty() ? says + ": " + s.action() : says;
        return new Finding(
                f.key(),
                f.id(),
                f.kind(),
                f.severity(),
                f.title(),
                f.subject(),
                f.pkg(),
                f.fixedIn(),
                f.evidence(),
                f.advisory(),
                f.use(),
                f.remediation().isEmpty() ? words : f.remediation() + "; " + words,
                f.waived());
    }

    private String documentOf(VexStatement statement) {
        for (VexDocument document : documents) {
            if (statement.origin().startsWith(document.name() + ", ")) {
                return document.name();
            }
        }
        return "";
    }

    private static Coverage coverage(VexDocument document, Map<VexStatus, Integer> counts) {
        int waived = counts.getOrDefault(VexStatus.FIXED, 0) + counts.getOrDefault(VexStatus.NOT_AFFECTED, 0);
        StringBuilder reason = new StringBuilder(Counts.of(document.statements().size(), "statement"))
                .append(", which waive ")
                .append(Counts.of(waived, "finding"));
        int affected = counts.getOrDefault(VexStatus.AFFECTED, 0);
        int investigated = counts.getOrDefault(VexStatus.UNDER_INVESTIGATION, 0);
        if (affected > 0) {
            reason.append("; ").append(affected).append(" said to be affected");
        }
        if (investigated > 0) {
            reason.append("; ").append(investigated).append(" under investigation");
        }
        if (document.unread() > 0) {
            reason.append("; ").append(document.unread()).append(" not understood, which waive nothing");
        }
        return new Coverage("vex:" + document.name(), Coverage.Status.NOT_APPLICABLE, reason.toString());
    }
}
