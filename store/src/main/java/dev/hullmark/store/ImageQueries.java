package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Finds images by what people ask for, a page at a time; each order has its index. */
public final class ImageQueries {
    private static final String NAMES = " from tag t join image i on i.id = t.image_id where t.until is null";

    /** How bad the worst finding of an image is at least, by what is counted. */
    private static final List<String> COUNTS = List.of("critical", "high", "medium", "low", "negligible", "unknown");

    private final Database database;

    /** A name in small letters. Registries' names are ASCII, and PostgreSQL takes thrice as long for all the others. */
    private final String lower;

    public ImageQueries(Database database) {
        this.database = database;
        lower = database.postgres() ? "lower(t.name collate \"C\")" : "lower(t.name)";
    }

    /** What comes first. */
    public enum Order {
        NAME,
        /** Most critical findings first, then most high ones, and so on. */
        SEVERITY,
        /** Those read last first. */
        SCANNED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which images; what is empty or false asks for nothing.
     *
     * @param text part of the name, in any case
     * @param repository with its registry
     * @param least the severity that one finding reaches
     * @param exploited with a finding that is known to be exploited
     * @param fixable with a finding that has a fix
     * @param stale that would be read otherwise by this version
     */
    public record Filter(
            String text,
            String repository,
            Optional<Images.Status> status,
            Optional<Severity> least,
            boolean exploited,
            boolean fixable,
            boolean stale) {
        public static final Filter ALL = new Filter("", "", Optional.empty(), Optional.empty(), false, false, false);
    }

    /**
     * An image by one of its names.
     *
     * @param fixable how many open findings have a fix
     */
    public record Row(
            long position, String name, String repository, String platform, Images.Image image, int fixable) {}

    /**
     * Where a page begins: behind the row with these.
     *
     * @param values of the order's columns
     */
    public record After(String name, List<Long> values) {
        /** The beginning. */
        public static final After START = new After("", List.of());

        public After {
            values = List.copyOf(values);
        }
    }

    public List<Row> page(Filter filter, Order order, After after, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        String sql = sql(filter, order, after, values);
        return database.read(h -> bind(h.createQuery(sql), values)
                .bind("most", most)
                .map((row, context) -> new Row(
                        row.getLong("position"),
                        row.getString("shown"),
                        row.getString("repository"),
                        row.getString("platform"),
                        Images.read(row, context),
                        row.getInt("fixable")))
                .list());
    }

    /** @param values of what is bound, besides {@code most}, are put here */
    String sql(Filter filter, Order order, After after, Map<String, Object> values) {
        return "select t.id as position, t.name as shown, t.repository as repository, t.platform as platform, i.*"
                + NAMES + where(filter, values) + behind(order, after, values) + order(order) + " limit :most";
    }

    /** How many there are, counted no further than {@code most}. */
    public int count(Filter filter, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        String where = where(filter, values);
        return database.read(h -> bind(
                        h.createQuery("select count(*) from (select 1" + NAMES + where + " limit :most) counted"),
                        values)
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }

    /** How many images are in each state. */
    public Map<Images.Status, Integer> byStatus() {
        return database.read(h -> {
            Map<Images.Status, Integer> found = new LinkedHashMap<>();
            h.select("select status, count(*) from image group by status")
                    .map((row, context) -> Map.entry(Images.Status.of(row.getString(1)), row.getInt(2)))
                    .forEach(one -> found.put(one.getKey(), one.getValue()));
            return found;
        });
    }

    /** Where the page after this row begins. */
    public static After after(Row row, Order order) {
        Images.Image image = row.image();
        return switch (order) {
            case NAME -> new After(row.name(), List.of(row.position()));
            case SEVERITY ->
                new After(
                        "",
                        List.of(
                                count(image, Severity.CRITICAL),
                                count(image, Severity.HIGH),
                                count(image, Severity.MEDIUM),
                                count(image, Severity.LOW),
                                image.id(),
                                row.position()));
            case SCANNED ->
                new After(
                        "",
                        List.of(image.scannedAt().map(at -> at.toEpochMilli()).orElse(0L), image.id(), row.position()));
        };
    }

    private static long count(Images.Image image, Severity severity) {
        return image.findings().getOrDefault(severity, 0);
    }

    private String where(Filter filter, Map<String, Object> values) {
        List<String> all = new ArrayList<>();
        if (!filter.text().isEmpty()) {
            all.add(lower + " like :text escape '!'");
            values.put("text", "%" + escaped(filter.text().toLowerCase(Locale.ROOT)) + "%");
        }
        if (!filter.repository().isEmpty()) {
            all.add("t.repository = :repository");
            values.put("repository", filter.repository());
        }
        filter.status().ifPresent(status -> {
            all.add("i.status = :status");
            values.put("status", status.text());
        });
        filter.least().ifPresent(least -> all.add(reaches(least)));
        if (filter.exploited()) {
            all.add("i.exploited > 0");
        }
        if (filter.fixable()) {
            all.add("i.fixable > 0");
        }
        if (filter.stale()) {
            all.add("i.stale <> ''");
        }
        StringBuilder where = new StringBuilder();
        all.forEach(one -> where.append(" and ").append(one));
        return where.toString();
    }

    private static String reaches(Severity least) {
        List<String> some = new ArrayList<>();
        for (String column : COUNTS) {
            some.add("i." + column + " > 0");
            if (column.equals(least.text())) {
                break;
            }
        }
        return "(" + String.join(" or ", some) + ")";
    }

    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The first condition is the index's, the second tells several names of one image apart. */
    private static String behind(Order order, After after, Map<String, Object> values) {
        if (after.values().isEmpty()) {
            return "";
        }
        values.put("name", after.name());
        for (int i = 0; i < after.values().size(); i++) {
            values.put("v" + i, after.values().get(i));
        }
        return switch (order) {
            case NAME -> " and (t.name, t.id) > (:name, :v0)";
            case SEVERITY ->
                " and (i.critical, i.high, i.medium, i.low, i.id) <= (:v0, :v1, :v2, :v3, :v4)"
                        + " and (i.critical, i.high, i.medium, i.low, i.id, t.id) < (:v0, :v1, :v2, :v3, :v4, :v5)";
            case SCANNED ->
                " and (coalesce(i.scanned_at, 0), i.id) <= (:v0, :v1)"
                        + " and (coalesce(i.scanned_at, 0), i.id, t.id) < (:v0, :v1, :v2)";
        };
    }

    private static String order(Order order) {
        return switch (order) {
            case NAME -> " order by t.name, t.id";
            case SEVERITY -> " order by i.critical desc, i.high desc, i.medium desc, i.low desc, i.id desc, t.id desc";
            case SCANNED -> " order by coalesce(i.scanned_at, 0) desc, i.id desc, t.id desc";
        };
    }

    /** Whether the order's cursor has this many values. */
    public static boolean fits(Order order, After after) {
        int values = after.values().size();
        return values == 0
                || values
                        == switch (order) {
                            case NAME -> 1;
                            case SEVERITY -> 6;
                            case SCANNED -> 3;
                        };
    }

    private static Query bind(Query query, Map<String, Object> values) {
        return query.bindMap(values);
    }
}
