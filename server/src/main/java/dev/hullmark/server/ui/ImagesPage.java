package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.ImageQueries;
import dev.hullmark.store.ImageQueries.After;
import dev.hullmark.store.ImageQueries.Filter;
import dev.hullmark.store.ImageQueries.Order;
import dev.hullmark.store.Images;
import dev.hullmark.store.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Images, filtered and sorted; the address holds all of it. */
public final class ImagesPage implements Api {
    private static final int PAGE = 50;
    private static final int COUNTED = 10_000;
    private static final int LONGEST = 200;

    private final Pages pages;
    private final ImageQueries images;

    ImagesPage(Pages pages, Context context) {
        this.pages = pages;
        images = new ImageQueries(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/images", Tokens.Role.VIEWER, this::show);
    }

    /**
     * @param total how many fit the filter, at most one more than are counted
     * @param link to this list, from its beginning
     * @param next the address of the next page
     * @param first whether this is the first page
     */
    public record View(
            List<ImageQueries.Row> rows,
            Filter filter,
            Order order,
            int total,
            Link link,
            Optional<String> next,
            boolean first) {
        public View {
            rows = List.copyOf(rows);
        }

        public boolean counted() {
            return total <= COUNTED;
        }

        public boolean filtered() {
            return !filter.equals(Filter.ALL);
        }

        public boolean least(Severity severity) {
            return filter.least().filter(severity::equals).isPresent();
        }

        public boolean status(Images.Status status) {
            return filter.status().filter(status::equals).isPresent();
        }

        /** As an attribute of the column's head. */
        public String sorted(Order by) {
            return order != by ? "none" : by == Order.NAME ? "ascending" : "descending";
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Filter filter = new Filter(
                cut(Pages.parameter(request, "q")),
                cut(Pages.parameter(request, "repository")),
                Arrays.stream(Images.Status.values())
                        .filter(one -> one.text().equals(Pages.parameter(request, "status")))
                        .findFirst(),
                severity(request),
                !Pages.parameter(request, "exploited").isEmpty(),
                !Pages.parameter(request, "fixable").isEmpty(),
                !Pages.parameter(request, "stale").isEmpty());
        Order order = Arrays.stream(Order.values())
                .filter(one -> one.text().equals(Pages.parameter(request, "sort")))
                .findFirst()
                .orElse(Order.NAME);
        After after = Cursor.parse(Pages.parameter(request, "after"), order);
        List<ImageQueries.Row> rows = images.page(filter, order, after, PAGE + 1);
        Link link = link(filter, order);
        Optional<String> next = rows.size() <= PAGE
                ? Optional.empty()
                : Optional.of(link.with("after", Cursor.text(ImageQueries.after(rows.get(PAGE - 1), order)))
                        .toString());
        View view = new View(
                rows.subList(0, Math.min(PAGE, rows.size())),
                filter,
                order,
                images.count(filter, COUNTED + 1),
                link,
                next,
                after.values().isEmpty());
        pages.show(response, "images", pages.shell(request, caller, "Images", "/images"), view);
    }

    static Optional<Severity> severity(ServerRequest request) {
        return Arrays.stream(Severity.values())
                .filter(one -> one.text().equals(Pages.parameter(request, "severity")))
                .findFirst();
    }

    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Link link(Filter filter, Order order) {
        return Link.to("/images")
                .with("q", filter.text())
                .with("repository", filter.repository())
                .with("severity", filter.least().map(Severity::text).orElse(""))
                .with("status", filter.status().map(Images.Status::text).orElse(""))
                .with("exploited", filter.exploited() ? "yes" : "")
                .with("fixable", filter.fixable() ? "yes" : "")
                .with("stale", filter.stale() ? "yes" : "")
                .with("sort", order == Order.NAME ? "" : order.text());
    }

    /** Where a page begins, as an address has it. */
    private static final class Cursor {
        private Cursor() {}

        static String text(After after) {
            List<String> words = new ArrayList<>();
            after.values().forEach(value -> words.add(value.toString()));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((String.join(",", words) + " " + after.name()).getBytes(StandardCharsets.UTF_8));
        }

        /** The beginning for what is none, or is another order's. */
        static After parse(String text, Order order) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
                List<Long> values = new ArrayList<>();
                for (String word : parts[0].split(",", 10)) {
                    values.add(Long.parseLong(word));
                }
                After after = new After(parts.length > 1 ? parts[1] : "", values);
                return ImageQueries.fits(order, after) ? after : After.START;
            } catch (IllegalArgumentException e) {
                return After.START;
            }
        }
    }

    /** The words that people read. */
    public static String words(Images.Status status) {
        return switch (status) {
            case QUEUED -> "Waiting";
            case RUNNING -> "Being read";
            case DONE -> "Judged";
            case FAILED -> "Failed";
            case UNSUPPORTED -> "Not supported";
            case TOO_LARGE -> "Too large";
            case LISTED -> "Read when asked";
        };
    }

    public static String icon(Images.Status status) {
        return switch (status) {
            case QUEUED, RUNNING -> "hourglass-split";
            case DONE -> "check-circle-fill";
            case FAILED -> "x-circle-fill";
            case UNSUPPORTED, TOO_LARGE -> "slash-circle";
            case LISTED -> "question-circle";
        };
    }
}
