package dev.hullmark.server;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Tokens;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is answered over HTTP, and to whom. */
final class Web implements AutoCloseable {
    private static final long LARGEST_REQUEST = 8L << 20;

    private final ServerOptions options;
    private final Access access;
    private final ImagesApi images;
    private final Jobs jobs;
    private final Clock clock;
    private Optional<WebServer> server = Optional.empty();

    Web(ServerOptions options, Database database, Access access, Clock clock) {
        this.options = options;
        this.access = access;
        images = new ImagesApi(database);
        jobs = new Jobs(database);
        this.clock = clock;
    }

    /** @return the port listened on */
    int start() {
        WebServerConfig.Builder builder = WebServer.builder()
                .host(options.host())
                .port(options.port())
                .maxPayloadSize(LARGEST_REQUEST)
                .shutdownHook(false)
                .routing(this::route);
        options.tls()
                .ifPresent(tls -> builder.tls(Tls.builder()
                        .privateKey(Keys.builder()
                                .pem(pem -> pem.key(Resource.create(tls.key()))
                                        .certChain(Resource.create(tls.certificate())))
                                .build())
                        .build()));
        WebServer started = builder.build().start();
        server = Optional.of(started);
        return started.port();
    }

    private void route(HttpRouting.Builder routes) {
        routes.get("/healthz", (request, response) -> response.send("ok\n"))
                .get("/api/v1/images", allowed(Tokens.Role.VIEWER, images::list))
                .get("/api/v1/images/{digest}", allowed(Tokens.Role.VIEWER, images::one))
                .post("/api/v1/registry-events", allowed(Tokens.Role.OPERATOR, this::registryEvents))
                .error(HullmarkException.class, (request, response, e) -> trouble(request, response, e.getMessage()))
                .error(IllegalStateException.class, (request, response, e) -> trouble(request, response, "bug: " + e));
    }

    private static void trouble(ServerRequest request, ServerResponse response, @Nullable String why) {
        Log.problem(request.path().path() + ": " + why);
        Answers.error(response, Status.INTERNAL_SERVER_ERROR_500, "The server has trouble; see its log.");
    }

    private static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    }

    private interface Answer {
        void to(ServerRequest request, ServerResponse response);
    }

    /** The one place that decides who is answered. */
    private io.helidon.webserver.http.Handler allowed(Tokens.Role least, Answer answer) {
        return (request, response) -> {
            Optional<Tokens.Token> token = access.of(request.headers().first(HeaderNames.AUTHORIZATION));
            if (token.isEmpty()) {
                response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
                Answers.error(response, Status.UNAUTHORIZED_401, "Send 'Authorization: Bearer TOKEN'.");
            } else if (token.get().role().compareTo(least) < 0) {
                Answers.error(response, Status.FORBIDDEN_403, "This token may not do that.");
            } else {
                answer.to(request, response);
            }
        };
    }

    /** A registry's notification; {@code ?registry=HOST} names the registry where it knows itself by another name. */
    private void registryEvents(ServerRequest request, ServerResponse response) {
        Optional<String> host = request.query().first("registry").asOptional();
        Optional<List<Pushed>> pushed = RegistryEvents.read(body(request), host);
        if (pushed.isEmpty()) {
            Answers.error(response, Status.BAD_REQUEST_400, "This is no notification of a registry.");
            return;
        }
        int queued = 0;
        for (Pushed one : pushed.get()) {
            boolean watched =
                    options.registries().stream().anyMatch(r -> r.host().equals(one.host()));
            if (watched) {
                jobs.add(Work.PUSHED, one.subject(), Jobs.Priority.PUSHED, clock.instant());
                queued++;
            }
        }
        int taken = queued;
        Answers.json(response, Status.ACCEPTED_202, json -> json.put("queued", taken));
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::stop);
    }
}
