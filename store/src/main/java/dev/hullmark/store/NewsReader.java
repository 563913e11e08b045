package dev.hullmark.store;

import dev.hullmark.model.Severity;
import dev.hullmark.store.Channels.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Counts and groups the events between two positions that pass a filter; it never has them all in memory. */
final class NewsReader {
    private static final int NAMES = 3;

    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    /** Severities as numbers, the worst lowest. */
    private static final String RANK = "case severity "
            + SEVERITIES.stream()
                    .map(s -> "when '" + s.text() + "' then " + SEVERITIES.indexOf(s))
                    .collect(Collectors.joining(" "))
            + " else 9 end";

    private static final String COUNTS =
            SEVERITIES.stream().map(s -> "i." + s.text()).collect(Collectors.joining(", "));

    private final Handle h;
    private final Position after;
    private final Position until;
    private final Map<String, String> values;
    private final String others;
    private final String hits;
    private final int most;

    /** @param most groups of changes that are told one by one, and events of each other type */
    NewsReader(Handle h, boolean postgres, Position after, Position until, EventFilter filter, int most) {
        this.most = most;
        this.h = h;
        this.after = after;
        this.until = until;
        EventFilter.Condition one = filter.condition("e.image_id");
        values = one.values();
        String range = " where (e.tx, e.id) > (" + tx(postgres, "afterTx") + ", :afterId) and (e.tx, e.id) <= ("
                + tx(postgres, "untilTx") + ", :untilId) and e.type ";
        others = " from event e left join image i on i.id = e.image_id" + range + "<> 'finding'" + one.sql();
        String columns = "select e.vulnerability, e.change, e.severity, e.was, e.cause, e.finding, ";
        hits = "with hit as (" + columns + "x.image_id from event e join event_image x on x.event_id = e.id" + range
                + "= 'finding'" + filter.condition("x.image_id").sql() + " union all " + columns
                + "e.image_id from event e" + range + "= 'finding' and e.image_id is not null" + one.sql() + ") ";
    }

    /** A transaction's number as a variable. */
    static String tx(boolean postgres, String name) {
        return postgres ? "cast(cast(:" + name + " as text) as xid8)" : ":" + name;
    }

    News read() {
        return new News(findings(), others());
    }

    private Query query(String sql) {
        Query query = h.createQuery(sql)
                .bind("afterTx", after.tx())
                .bind("afterId", after.id())
                .bind("untilTx", until.tx())
                .bind("untilId", until.id());
        values.forEach(query::bind);
        return query;
    }

    private record Total(int changes, int images, int groups) {}

    private Optional<News.Findings> findings() {
        Total total = query(hits + "select count(*), count(distinct image_id),"
                        + " (select count(*) from (select distinct vulnerability, change from hit) g) from hit")
                .map((row, context) -> new Total(row.getInt(1), row.getInt(2), row.getInt(3)))
                .one();
        if (total.changes() == 0) {
            return Optional.empty();
        }
        List<News.Group> groups = query(hits + "select vulnerability, change, min(" + RANK
                        + ") as severity, min(was) as was, min(cause) as cause, min(finding) as key,"
                        + " count(distinct image_id) as images from hit group by vulnerability, change"
                        + " order by 3, images desc, vulnerability, change limit :most")
                .bind("most", most)
                .map((row, context) -> group(row))
                .list();
        return Optional.of(
                new News.Findings(total.changes(), total.images(), named(groups), total.groups() - groups.size()));
    }

    private News.Group group(ResultSet row) throws SQLException {
        String key = row.getString("key");
        News.Group bare = new News.Group(
                row.getString("vulnerability"),
                row.getString("change"),
                SEVERITIES.get(Math.min(row.getInt("severity"), SEVERITIES.size() - 1)),
                row.getString("was"),
                row.getString("cause"),
                "",
                "",
                "",
                row.getInt("images"),
                List.of());
        return h.select(
                        "select title, purl, fixed_in from package_finding where key = ? order by package_id limit 1",
                        key)
                .map((found, context) -> new News.Group(
                        bare.vulnerability(),
                        bare.change(),
                        bare.severity(),
                        bare.was(),
                        bare.cause(),
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        bare.images(),
                        List.of()))
                .findOne()
                .orElse(bare);
    }

    /** With the names of the first images of each. */
    private List<News.Group> named(List<News.Group> groups) {
        Map<String, List<String>> names = new HashMap<>();
        query(hits + "select x.vulnerability, x.change, i.name from (select d.*, row_number() over (partition by"
                        + " d.vulnerability, d.change order by d.image_id) as place from (select distinct vulnerability,"
                        + " change, image_id from hit where vulnerability in (<vulnerabilities>)) d) x"
                        + " join image i on i.id = x.image_id where x.place <= " + NAMES + " order by x.place")
                .bindList(
                        "vulnerabilities",
                        groups.stream()
                                .map(News.Group::vulnerability)
                                .distinct()
                                .toList())
                .map((row, context) -> new String[] {row.getString(1) + "\n" + row.getString(2), row.getString(3)})
                .forEach(row ->
                        names.computeIfAbsent(row[0], k -> new ArrayList<>()).add(row[1]));
        return groups.stream()
                .map(g -> new News.Group(
                        g.vulnerability(),
                        g.change(),
                        g.severity(),
                        g.was(),
                        g.cause(),
                        g.title(),
                        g.purl(),
                        g.fixedIn(),
                        g.images(),
                        names.getOrDefault(g.vulnerability() + "\n" + g.change(), List.of())))
                .toList();
    }

    private List<News.Other> others() {
        Map<String, Integer> counts = query("select e.type, count(*)" + others + " group by e.type")
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        List<News.Other> all = new ArrayList<>();
        counts.forEach((type, count) -> all.add(new News.Other(type, count, items(type))));
        return all;
    }

    private List<News.Item> items(String type) {
        return query("select e.cause as said, e.at as at, i.name as name, " + COUNTS + others
                        + " and e.type = :ofType order by e.tx, e.id limit :most")
                .bind("most", most)
                .bind("ofType", type)
                .map((row, context) -> item(row))
                .list();
    }

    private static News.Item item(ResultSet row) throws SQLException {
        String name = row.getString("name");
        Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
        if (name != null) {
            for (Severity severity : SEVERITIES) {
                findings.put(severity, row.getInt(severity.text()));
            }
        }
        return new News.Item(
                name == null ? "" : name, findings, row.getString("said"), Instant.ofEpochMilli(row.getLong("at")));
    }
}
