package dev.hullmark.server.ui;

import dev.hullmark.match.Advice;
import dev.hullmark.match.Advisor;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Severity;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.watch.Scanning;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Contents;
import dev.hullmark.store.History;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Judgements;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One image, in views that are links. */
public final class ImagePage implements Api {
    private static final int EVENTS = 100;
    private static final int NAMES = 50;
    private static final int PAGE = 200;

    private final Pages pages;
    private final Knowledge knowledge;
    private final FeedCoverages coverages;
    private final Images images;
    private final Contents contents;
    private final Inventories inventories;
    private final History history;
    private final Judgements judgements;
    private final Hosts hosts;
    private final Context context;
    private final Audit audit;
    private final Scanning scanning;

    ImagePage(Pages pages, Context context, Knowledge knowledge, FeedCoverages coverages, Scanning scanning) {
        this.pages = pages;
        this.context = context;
        this.scanning = scanning;
        hosts = new Hosts(context.database());
        audit = new Audit(context.database());
        this.knowledge = knowledge;
        this.coverages = coverages;
        images = new Images(context.database());
        contents = new Contents(context.database());
        inventories = new Inventories(context.database());
        history = new History(context.database());
        judgements = new Judgements(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/images/{digest}", Tokens.Role.VIEWER, this::show)
                .post("/images/{digest}/scan", Tokens.Role.OPERATOR, this::scan);
    }

    private void scan(ServerRequest request, ServerResponse response, Caller caller) {
        String digest = request.path().pathParameters().get("digest");
        Pages.done(
                response,
                Link.image(digest).toString(),
                () -> {
                    Images.Image image = images.byDigest(digest)
                            .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "No image of this digest is known."));
                    if (!scanning.readable(image.id())) {
                        throw new Refused(
                                Status.CONFLICT_409,
                                "No registry that is watched has this image: who sent it can read it again and send that.");
                    }
                    images.ask(image.id(), context.now());
                    audit.note(caller.name(), "image.scan", digest, "", context.now());
                },
                trouble -> pages.problem(
                        response,
                        trouble.status(),
                        pages.shell(request, caller, "Not read again", "/images"),
                        trouble.sentence()));
    }

    /** The views, in their order. */
    public enum Tab {
        FINDINGS("findings", "Findings", "bug"),
        LAYERS("layers", "Layers", "layers"),
        PACKAGES("packages", "Packages", "boxes"),
        FIXES("fixes", "Fix plan", "wrench-adjustable"),
        HISTORY("history", "History", "clock-history");

        private final String text;
        private final String title;
        private final String icon;

        Tab(String text, String title, String icon) {
            this.text = text;
            this.title = title;
            this.icon = icon;
        }

        public String text() {
            return text;
        }

        public String title() {
            return title;
        }

        public String icon() {
            return icon;
        }

        static Tab of(String text) {
            for (Tab tab : values()) {
                if (tab.text.equals(text)) {
                    return tab;
                }
            }
            return FINDINGS;
        }
    }

    /**
     * What all views show above.
     *
     * @param names it has or had
     * @param gaps what could not be seen of it: silence there means nothing
     * @param judgedAt when its verdict was last brought up to date
     * @param running containers of it
     */
    public record Head(
            Images.Image image,
            List<History.Named> names,
            List<Coverage> gaps,
            Optional<Instant> judgedAt,
            Tab tab,
            boolean read,
            List<Hosts.Container> running) {
        public Head {
            running = List.copyOf(running);
            names = List.copyOf(names);
            gaps = List.copyOf(gaps);
        }

        public Link link() {
            return Link.image(image.digest());
        }

        public int count(Severity severity) {
            return image.findings().getOrDefault(severity, 0);
        }

        /** What the name stood for before this image. */
        public Optional<History.Named> before() {
            return names.stream()
                    .filter(named -> named.digest().equals(image.digest()))
                    .findFirst()
                    .flatMap(own -> names.stream()
                            .filter(other -> other.name().equals(own.name())
                                    && other.platform().equals(own.platform())
                                    && other.since().isBefore(own.since())
                                    && !other.digest().equals(image.digest()))
                            .findFirst());
        }
    }

    /** A page of one view. */
    public record View(Head head, Object body) {}

    /** @param next the address of older ones */
    public record Past(List<History.Event> events, Optional<String> next) {
        public Past {
            events = List.copyOf(events);
        }
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Images.Image> found =
                images.byDigest(request.path().pathParameters().get("digest"));
        if (found.isEmpty()) {
            pages.problem(
                    response,
                    Status.NOT_FOUND_404,
                    pages.shell(request, caller, "Not found", "/images"),
                    "No image of this digest is known. It may have been pushed only now, or never to a registry that"
                            + " is watched.");
            return;
        }
        Images.Image image = found.get();
        Optional<Contents.Content> content = contents.of(image.id());
        Tab tab = Tab.of(Pages.parameter(request, "view"));
        List<History.Named> names = history.names(image.id(), NAMES);
        String name = names.stream()
                .filter(named -> named.digest().equals(image.digest()))
                .findFirst()
                .map(History.Named::name)
                .orElse(image.name());
        Head head = new Head(
                image,
                names,
                content.map(read -> gaps(image, read)).orElse(List.of()),
                image.judged(judgements.judgedAt()),
                tab,
                content.isPresent(),
                hosts.running(image.id(), context.now()));
        Shell shell = pages.shell(request, caller, name, "/images");
        if (tab == Tab.HISTORY) {
            pages.show(response, "image/history", shell, new View(head, past(request, image)));
        } else if (content.isEmpty()) {
            pages.show(response, "image/unread", shell, new View(head, ""));
        } else {
            pages.show(
                    response, "image/" + tab.text(), shell, new View(head, body(tab, request, content.get(), image)));
        }
    }

    private Object body(Tab tab, ServerRequest request, Contents.Content content, Images.Image image) {
        return switch (tab) {
            case FINDINGS -> FindingRows.of(content, request, image, PAGE);
            case LAYERS -> LayerRows.of(content);
            case PACKAGES -> PackageRows.of(content, request, image, PAGE);
            case FIXES -> advice(image);
            case HISTORY -> "";
        };
    }

    private List<Coverage> gaps(Images.Image image, Contents.Content content) {
        return Stream.concat(coverages.of(image).stream(), content.inventory().coverage().stream())
                .filter(c -> c.status() == Coverage.Status.PARTIAL || c.status() == Coverage.Status.NONE)
                .toList();
    }

    private Past past(ServerRequest request, Images.Image image) {
        List<History.Event> events =
                history.events(image.id(), Pages.number(request, "before").orElse(Long.MAX_VALUE), EVENTS + 1);
        Optional<String> next = events.size() <= EVENTS
                ? Optional.empty()
                : Optional.of(Link.image(image.digest())
                        .with("view", "history")
                        .with("before", Long.toString(events.get(EVENTS - 1).id()))
                        .toString());
        return new Past(events.subList(0, Math.min(EVENTS, events.size())), next);
    }

    private Advice advice(Images.Image image) {
        Inventory inventory = inventories.read(image.id()).orElseThrow();
        return knowledge.ask(index -> Advisor.advise(inventory, index));
    }
}
