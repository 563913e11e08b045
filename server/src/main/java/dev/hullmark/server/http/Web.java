package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Log;
import dev.hullmark.store.StoreException;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is answered over HTTP. Who is answered, {@link Gate} decides. */
public final class Web implements AutoCloseable {
    private static final String AWAY = "The database does not answer just now. Nothing is lost; try again soon.";
    private static final String RETRY = "10";
    private static final int CONNECTIONS = 4096;
    /** Of any request: an index of advisories. Others are bounded far lower, by who reads them. */
    private static final long LARGEST_REQUEST = 4L << 30;

    /** Without a byte, or without a request. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Gate gate;
    private final Access access;
    private final Problems problems;
    private final Unrouted unrouted;
    private final Routes routes;
    private final Answered answered;
    private final SecurityHeaders headers;
    private final Patience patience;
    private Optional<WebServer> server = Optional.empty();

    /** Is told of each answer. */
    @FunctionalInterface
    public interface Answered {
        /** @param route its pattern */
        void request(String method, String route, int status, Duration took);
    }

    public Web(Access access, Entrance entrance, Routes routes, Answered answered, Problems problems) {
        this(access, entrance, routes, answered, problems, IDLE);
    }

    /** @param patience how long a client may take to send a request's headers, and its body */
    Web(Access access, Entrance entrance, Routes routes, Answered answered, Problems problems, Duration patience) {
        gate = new Gate(access, new Csrf(entrance), problems);
        this.access = access;
        this.problems = problems;
        unrouted = new Unrouted(routes);
        this.routes = routes;
        this.answered = answered;
        headers = new SecurityHeaders(entrance);
        this.patience = new Patience(patience);
    }

    /** PEM files: the chain of certificates, and the unencrypted private key (PKCS#8). */
    public record Identity(Path certificate, Path key) {}

    /**
     * @param port 0 for any free one
     * @param identity empty for plain HTTP
     * @return the port listened on
     */
    public int start(String host, int port, Optional<Identity> identity) {
        WebServerConfig.Builder builder = WebServer.builder()
                .host(host)
                .port(port)
                .maxPayloadSize(LARGEST_REQUEST)
                .maxTcpConnections(CONNECTIONS)
                .connectionOptions(SocketOptions.builder().readTimeout(IDLE).build())
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(IDLE.dividedBy(2))
                .addProtocol(Http1Config.builder().addReceiveListener(patience).build())
                .directHandlers(direct())
                .shutdownHook(false)
                .routing(this::route);
        identity.ifPresent(tls -> builder.tls(tls(tls)));
        WebServer started = builder.build().start();
        server = Optional.of(started);
        return started.port();
    }

    private static Tls tls(Identity identity) {
        Keys keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(identity.key())).certChain(Resource.create(identity.certificate())))
                .build();
        return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter((chain, request, response) -> {
            headers.all().forEach(response::header);
            request.context().register(patience);
            response.whenSent(() -> {
                if (request.content().hasEntity() && !request.content().consumed()) {
                    patience.unread();
                }
            });
            chain.proceed();
        });
        routing.get("/healthz", (request, response) -> response.send("ok\n"));
        for (Routes.Route route : routes.all()) {
            routing.route(route.method(), route.path(), observed(route, gate.handler(route)));
        }
        routing.any(unrouted::refuse);
        routing.error(RuntimeException.class, this::failed);
    }

    /** What is no request, or goes nowhere, is answered before any route. */
    private DirectHandlers direct() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (request, type, status, given, message) -> {
                TransportResponse.Builder answer = TransportResponse.builder()
                        .status(status)
                        .headers(given)
                        .keepAlive(false)
                        .entity(status.reasonPhrase() + "\n");
                headers.all().forEach(answer::header);
                return answer.build();
            });
        }
        return handlers.build();
    }

    private void failed(ServerRequest request, ServerResponse response, RuntimeException e) {
        switch (e) {
            case Refused refused -> answer(request, response, refused.status(), refused.sentence());
            case HttpException http ->
                answer(request, response, http.status(), http.status().reasonPhrase() + ".");
            case StoreException store when store.away() -> away(request, response, store);
            case HullmarkException trouble -> trouble(request, response, String.valueOf(trouble.getMessage()));
            default -> trouble(request, response, "bug: " + e);
        }
    }

    private void trouble(ServerRequest request, ServerResponse response, String why) {
        Log.problem(request.path().path() + ": " + why);
        answer(request, response, Status.INTERNAL_SERVER_ERROR_500, "The server has trouble; see its log.");
    }

    private void away(ServerRequest request, ServerResponse response, StoreException e) {
        Log.problem(request.path().path() + ": " + e.getMessage());
        response.header(HeaderNames.RETRY_AFTER, RETRY);
        problems.answer(request, response, known(request), Status.SERVICE_UNAVAILABLE_503, AWAY);
    }

    private void answer(ServerRequest request, ServerResponse response, Status status, String sentence) {
        Optional<Caller> caller = known(request);
        problems.answer(request, response, caller.isPresent() ? caller : asked(request), status, sentence);
    }

    private static Optional<Caller> known(ServerRequest request) {
        return request.context().get(Caller.class);
    }

    /** Who asks for what has no route; that nobody can tell must not hide what went wrong. */
    private Optional<Caller> asked(ServerRequest request) {
        try {
            return Problems.forPeople(request) ? access.of(request) : Optional.empty();
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private Handler observed(Routes.Route route, Handler handler) {
        return (request, response) -> {
            long start = System.nanoTime();
            response.whenSent(() -> answered.request(
                    route.method().text(),
                    route.path(),
                    response.status().code(),
                    Duration.ofNanos(System.nanoTime() - start)));
            handler.handle(request, response);
        };
    }

    @Override
    public void close() {
        patience.close();
        server.ifPresent(WebServer::stop);
    }
}
