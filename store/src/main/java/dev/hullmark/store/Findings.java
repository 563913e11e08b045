package dev.hullmark.store;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of findings, of packages and of images themselves. */
final class Findings {
    /** A finding of a package: new, changed, or open again. */
    static final String UPSERT = """
            insert into package_finding (package_id, key, vulnerability, kind, severity, exploited, fixed_in, source,
                title, purl, first_seen, gone_at, cause)
            values (:package, :key, :vulnerability, :kind, :severity, :exploited, :fixedIn, :source, :title, :purl,
                :now, null, :cause)
            on conflict (package_id, key) do update set
                vulnerability = excluded.vulnerability, kind = excluded.kind, severity = excluded.severity,
                exploited = excluded.exploited, fixed_in = excluded.fixed_in, source = excluded.source,
                title = excluded.title, gone_at = null, cause = excluded.cause
            """;

    private static final String COUNTED = """
            update image set
                critical = c.critical, high = c.high, medium = c.medium, low = c.low, negligible = c.negligible,
                unknown = c.unknown, exploited = c.exploited, fixable = c.fixable
            from (
                select
                    coalesce(sum(case when severity = 'critical' then 1 else 0 end), 0) as critical,
                    coalesce(sum(case when severity = 'high' then 1 else 0 end), 0) as high,
                    coalesce(sum(case when severity = 'medium' then 1 else 0 end), 0) as medium,
                    coalesce(sum(case when severity = 'low' then 1 else 0 end), 0) as low,
                    coalesce(sum(case when severity = 'negligible' then 1 else 0 end), 0) as negligible,
                    coalesce(sum(case when severity = 'unknown' then 1 else 0 end), 0) as unknown,
                    coalesce(sum(exploited), 0) as exploited,
                    coalesce(sum(fixable), 0) as fixable
                from (
                    select key, min(severity) as severity, max(exploited) as exploited,
                        max(case when fixed_in <> '' then 1 else 0 end) as fixable
                    from image_set i
                        join set_package s on s.set_id = i.set_id
                        join package_finding f on f.package_id = s.package_id
                    where i.image_id = :image and f.gone_at is null
                    group by key
                    union all
                    select key, severity, 0, 0 from image_finding where image_id = :image and gone_at is null
                ) open
                where not exists (select 1 from waived w where w.image_id = :image and w.key = open.key)
            ) c
            where id = :image
            """;

    private Findings() {}

    /** What is found of a package that was just added. */
    static void insert(Handle h, long packageId, List<Finding> findings, Instant now) {
        if (findings.isEmpty()) {
            return;
        }
        PreparedBatch rows = h.prepareBatch(UPSERT);
        for (Finding f : findings) {
            bind(rows.bind("package", packageId).bind("now", now.toEpochMilli()).bind("cause", ""), f);
            rows.add();
        }
        rows.execute();
    }

    /** Everything of a finding that is kept; the rest is in the advisories. */
    static <T extends SqlStatement<T>> T bind(T row, Finding f) {
        return row.bind("key", f.key())
                .bind("vulnerability", f.id())
                .bind("kind", f.kind().text())
                .bind("severity", f.severity().text())
                .bind("exploited", exploited(f) ? 1 : 0)
                .bind("fixedIn", fix(f))
                .bind("source", source(f))
                .bind("title", f.title())
                .bind("purl", f.pkg().map(PackageRef::purl).orElse(""));
    }

    static boolean exploited(Finding f) {
        return f.advisory().map(AdvisoryRef::kev).orElse(false);
    }

    /** The lowest version without it, or "". */
    static String fix(Finding f) {
        return f.fixedIn().isEmpty() ? "" : f.fixedIn().getFirst();
    }

    /** The advisory's own id at its source, or "". */
    static String source(Finding f) {
        return f.advisory().map(AdvisoryRef::source).orElse("");
    }

    /** A finding of a package as far as it is kept. */
    static Finding read(ResultSet row) throws SQLException {
        String purl = row.getString("purl");
        String fixedIn = row.getString("fixed_in");
        return new Finding(
                row.getString("key"),
                row.getString("vulnerability"),
                kind(row.getString("kind")),
                severity(row.getString("severity")),
                row.getString("title"),
                Optional.empty(),
                Optional.of(new PackageRef(purl, "", "")),
                fixedIn.isEmpty() ? List.of() : List.of(fixedIn),
                List.of(),
                Optional.of(new AdvisoryRef(
                        row.getString("source"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        row.getInt("exploited") > 0)),
                Optional.empty(),
                "",
                Optional.empty());
    }

    static Kind kind(String text) {
        return Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Severity severity(String text) {
        return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** What is found of an image itself takes the place of what was found before. */
    static void putOwn(Handle h, long image, List<Finding> findings, String cause, Instant now) {
        Set<String> gone =
                new HashSet<>(h.select("select key from image_finding where image_id = ? and gone_at is null", image)
                        .mapTo(String.class)
                        .list());
        findings.forEach(f -> gone.remove(f.key()));
        for (String key : gone) {
            h.execute(
                    "update image_finding set gone_at = ?, cause = ? where image_id = ? and key = ?",
                    now.toEpochMilli(),
                    cause,
                    image,
                    key);
        }
        if (findings.isEmpty()) {
            return;
        }
        PreparedBatch rows = h.prepareBatch("""
                insert into image_finding (image_id, key, vulnerability, kind, severity, title, first_seen, gone_at, cause,
                    path, layer, remediation)
                values (:image, :key, :vulnerability, :kind, :severity, :title, :now, null, :cause, :path, :layer,
                    :remediation)
                on conflict (image_id, key) do update set
                    severity = excluded.severity, title = excluded.title, path = excluded.path,
                    cause = case when image_finding.gone_at is null then image_finding.cause else excluded.cause end,
                    gone_at = null, layer = excluded.layer, remediation = excluded.remediation
                """);
        for (Finding f : findings) {
            Optional<Evidence> where = f.evidence().stream().findFirst();
            bind(rows.bind("image", image).bind("now", now.toEpochMilli()).bind("cause", cause), f)
                    .bind("path", where.map(Evidence::path).orElse(""))
                    .bind("layer", where.map(Evidence::layerIndex).orElse(-1))
                    .bind("remediation", f.remediation());
            rows.add();
        }
        rows.execute();
    }

    /** Counts what is open of an image and not waived, anew. */
    static void count(Handle h, long image) {
        h.createUpdate(COUNTED).bind("image", image).execute();
    }
}
