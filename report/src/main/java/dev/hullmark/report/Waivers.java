package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import dev.hullmark.model.Waiver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Waivers, applied to a report. */
public final class Waivers {
    private final List<Waiver> all;

    /** Rules of a foreign file that could not be taken over. */
    private final List<Coverage> leftOut;

    /** By lower-case id, in file order. */
    private final Map<String, List<Integer>> byId = new HashMap<>();

    public Waivers(List<Waiver> all) {
        this(all, List.of());
    }

    private Waivers(List<Waiver> all, List<Coverage> leftOut) {
        this.all = List.copyOf(all);
        this.leftOut = List.copyOf(leftOut);
        for (int i = 0; i < this.all.size(); i++) {
            byId.computeIfAbsent(this.all.get(i).id().toLowerCase(Locale.ROOT), k -> new ArrayList<>(1))
                    .add(i);
        }
    }

    /**
     * Reads a waiver file, or what Trivy and Grype ignore by ({@link IgnoreFiles}).
     *
     * @throws WaiverException when it cannot be read, or says something that is not understood
     */
    public static Waivers read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Limits.WAIVER_FILE + 1);
            if (bytes.length > Limits.WAIVER_FILE) {
                throw new WaiverException("'" + file + "' is larger than " + (Limits.WAIVER_FILE >> 20) + " MiB");
            }
            String yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Optional<IgnoreFiles.Imported> foreign = IgnoreFiles.read(file.toString(), yaml);
            return foreign.isPresent()
                    ? new Waivers(foreign.get().waivers(), foreign.get().untold())
                    : new Waivers(WaiverFile.parse(file.toString(), yaml));
        } catch (CharacterCodingException e) {
            throw new WaiverException("'" + file + "' is not UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new WaiverException("the waiver file '" + file + "' does not exist", e);
        } catch (IOException e) {
            throw new WaiverException("the waiver file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Marks the findings that are waived. A waiver that expired, or that nothing needs, is told of in coverage as
     * {@code waiver:ID}, not applicable: it hides nothing.
     *
     * @param today in UTC
     */
    public Report apply(Report report, LocalDate today) {
        int[] matched = new int[all.size()];
        List<Finding> findings = new ArrayList<>(report.findings().size());
        for (Finding f : report.findings()) {
            findings.add(apply(f, today, matched));
        }
        List<Coverage> coverage = new ArrayList<>(report.coverage());
        coverage.addAll(leftOut);
        for (int i = 0; i < matched.length; i++) {
            notice(all.get(i), matched[i], today).ifPresent(coverage::add);
        }
        return new Report(report.subject(), report.scanner(), coverage, report.packages(), findings, report.base());
    }

    private Finding apply(Finding f, LocalDate today, int[] matched) {
        Optional<Waiver> first = Optional.empty();
        Set<String> ids = new LinkedHashSet<>();
        ids.add(f.id().toLowerCase(Locale.ROOT));
        f.advisory().ifPresent(a -> {
            ids.add(a.source().toLowerCase(Locale.ROOT));
            a.aliases().forEach(alias -> ids.add(alias.toLowerCase(Locale.ROOT)));
        });
        for (String id : ids) {
            for (int i : byId.getOrDefault(id, List.of())) {
                Waiver waiver = all.get(i);
                if (waiver.matches(f)) {
                    matched[i]++;
                    if (first.isEmpty() && !waiver.expired(today)) {
                        first = Optional.of(waiver);
                    }
                }
            }
        }
        return first.map(w -> f.withWaived(new Finding.Waived(
                        w.reason(),
                        w.author(),
                        w.expires().map(LocalDate::toString).orElse(""))))
                .orElse(f);
    }

    private static Optional<Coverage> notice(Waiver waiver, int matched, LocalDate today) {
        String reason;
        if (waiver.expired(today)) {
            reason = "expired on " + waiver.expires().map(LocalDate::toString).orElse("") + " and no longer hides "
                    + (matched == 1 ? "1 finding" : matched + " findings");
        } else if (matched == 0) {
            reason = "matches no finding";
        } else {
            return Optional.empty();
        }
        return Optional.of(new Coverage(
                "waiver:" + waiver.id(), Coverage.Status.NOT_APPLICABLE, reason + " (" + waiver.origin() + ")"));
    }
}
