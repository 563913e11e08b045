package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import dev.hullmark.store.ImageQueries.After;
import dev.hullmark.store.ImageQueries.Filter;
import dev.hullmark.store.ImageQueries.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageQueriesTest {
    private static final int MANY = 20_000;

    /** So many images with one name each, and a second name for every tenth; counts with many ties. */
    private static void fill(Database database, int images) {
        String numbers = "with recursive n(n) as (select 1 union all select n + 1 from n where n < " + images + ")";
        database.write(h -> {
            h.execute(
                    "insert into image (digest, name, status, reason, packages, critical, high, medium, low, negligible,"
                            + " unknown, exploited, fixable, scanned_at) " + numbers
                            + " select 'sha256:' || n, 'r/app' || (n % 700) || ':' || n, case when n % 50 = 0 then 'failed' else"
                            + " 'done' end, '', n % 90, n % 3, n % 5, n % 7, n % 11, 0, 0, case when n % 100 = 0 then 1 else 0"
                            + " end, n % 4, case when n % 9 = 0 then null else 1000 * (n % 13) end from n");
            h.execute("insert into tag (name, repository, tag, platform, image_id, since) "
                    + "select name, 'r/app' || (id % 700), id, '', id, 0 from image");
            h.execute("insert into tag (name, repository, tag, platform, image_id, since) "
                    + "select 'r/again:' || id, 'r/again', id, '', id, 0 from image where id % 10 = 0");
            h.execute(database.postgres() ? "analyze" : "analyze main");
            return images;
        });
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void pagesShowEachNameOnceInOrder(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            fill(database, 300);
            ImageQueries queries = new ImageQueries(database);
            for (Order order : Order.values()) {
                List<ImageQueries.Row> all = queries.page(Filter.ALL, order, After.START, 1000);
                assertThat(all).hasSize(330);
                List<ImageQueries.Row> paged = new ArrayList<>();
                After after = After.START;
                for (List<ImageQueries.Row> page = queries.page(Filter.ALL, order, after, 7);
                        !page.isEmpty();
                        page = queries.page(Filter.ALL, order, after, 7)) {
                    paged.addAll(page);
                    after = ImageQueries.after(page.getLast(), order);
                    assertThat(ImageQueries.fits(order, after)).isTrue();
                }
                assertThat(paged).as(order.text()).isEqualTo(all);
                assertThat(new HashSet<>(
                                paged.stream().map(ImageQueries.Row::name).toList()))
                        .hasSize(330);
            }
            assertThat(queries.page(Filter.ALL, Order.SEVERITY, After.START, 1)
                            .getFirst()
                            .image()
                            .findings())
                    .containsEntry(Severity.CRITICAL, 2)
                    .containsEntry(Severity.HIGH, 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void filtersGoTogether(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            fill(database, 300);
            ImageQueries queries = new ImageQueries(database);
            Optional<Images.Status> any = Optional.empty();
            Optional<Severity> all = Optional.empty();
            assertThat(queries.count(new Filter("AGAIN", "", any, all, false, false, false), 1000))
                    .isEqualTo(30);
            assertThat(queries.count(new Filter("%", "", any, all, false, false, false), 1000))
                    .isZero();
            assertThat(queries.count(new Filter("a_p", "", any, all, false, false, false), 1000))
                    .isZero();
            assertThat(queries.count(new Filter("", "r/again", any, all, true, false, false), 1000))
                    .isEqualTo(3);
            assertThat(queries.count(
                            new Filter("", "", Optional.of(Images.Status.FAILED), all, false, false, false), 1000))
                    .isEqualTo(12);
            assertThat(queries.count(
                            new Filter("r/app", "", any, Optional.of(Severity.CRITICAL), false, false, false), 1000))
                    .isEqualTo(200);
            assertThat(queries.count(
                            new Filter("r/app", "", any, Optional.of(Severity.HIGH), false, false, false), 1000))
                    .isEqualTo(280);
            assertThat(queries.count(new Filter("r/app", "", any, all, false, true, false), 1000))
                    .isEqualTo(225);
            assertThat(queries.count(Filter.ALL, 5)).isEqualTo(5);
            assertThat(queries.byStatus())
                    .containsOnly(Map.entry(Images.Status.FAILED, 6), Map.entry(Images.Status.DONE, 294));
        }
    }

    /** Every order is read off its index, from the first page and from the middle, and no table is read whole. */
    @ParameterizedTest
    @EnumSource(Databases.class)
    void everyOrderHasItsIndex(Databases kind) throws Exception {
        Map<Order, String> indexes =
                Map.of(Order.NAME, "tag_by_name", Order.SEVERITY, "image_by_severity", Order.SCANNED, "image_by_scan");
        try (Database database = kind.open()) {
            fill(database, MANY);
            ImageQueries queries = new ImageQueries(database);
            for (Order order : Order.values()) {
                ImageQueries.Row row =
                        queries.page(Filter.ALL, order, After.START, MANY / 2).getLast();
                for (After after : List.of(After.START, ImageQueries.after(row, order))) {
                    String plan = plan(database, order, after);
                    assertThat(plan).as(order + " " + after).contains(indexes.get(order));
                    assertThat(plan).doesNotContain("Seq Scan", "SCAN t\n", "SCAN i\n", "TEMP B-TREE FOR ORDER BY");
                }
            }
        }
    }

    private static String plan(Database database, Order order, After after) {
        Map<String, Object> values = new LinkedHashMap<>();
        String sql = new ImageQueries(database).sql(Filter.ALL, order, after, values);
        String explain = database.postgres() ? "explain " : "explain query plan ";
        List<String> lines = database.read(h -> h.createQuery(explain + sql)
                .bindMap(values)
                .bind("most", 51)
                .map((row, context) -> row.getString(database.postgres() ? 1 : 4))
                .list());
        return String.join("\n", lines) + "\n";
    }
}
