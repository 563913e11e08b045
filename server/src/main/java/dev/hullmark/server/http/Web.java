package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Log;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is answered over HTTP, and to whom. */
public final class Web implements AutoCloseable {
    /** Of any request; most are bounded far lower, by {@link Answers#body}. */
    private static final long LARGEST_REQUEST = 64L << 20;

    private final Access access;
    private final Routes routes;
    private Optional<WebServer> server = Optional.empty();

    public Web(Access access, Routes routes) {
        this.access = access;
        this.routes = routes;
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
                .shutdownHook(false)
                .routing(this::route);
        identity.ifPresent(tls -> builder.tls(Tls.builder()
                .privateKey(Keys.builder()
                        .pem(pem -> pem.key(Resource.create(tls.key())).certChain(Resource.create(tls.certificate())))
                        .build())
                .build()));
        WebServer started = builder.build().start();
        server = Optional.of(started);
        return started.port();
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/healthz", (request, response) -> response.send("ok\n"));
        for (Routes.Route route : routes.all()) {
            routing.route(route.method(), route.path(), allowed(route));
        }
        routing.error(HullmarkException.class, (request, response, e) -> trouble(request, response, e.getMessage()))
                .error(IllegalStateException.class, (request, response, e) -> trouble(request, response, "bug: " + e));
    }

    private static void trouble(ServerRequest request, ServerResponse response, @Nullable String why) {
        Log.problem(request.path().path() + ": " + why);
        Answers.error(response, Status.INTERNAL_SERVER_ERROR_500, "The server has trouble; see its log.");
    }

    /** The one place that decides who is answered. */
    private Handler allowed(Routes.Route route) {
        return (request, response) -> {
            Optional<Caller> caller = access.of(request.headers().first(HeaderNames.AUTHORIZATION));
            if (caller.isEmpty()) {
                response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
                Answers.error(response, Status.UNAUTHORIZED_401, "Send 'Authorization: Bearer TOKEN'.");
            } else if (caller.get().role().compareTo(route.least()) < 0) {
                Answers.error(response, Status.FORBIDDEN_403, "This token may not do that.");
            } else {
                route.answer().to(request, response, caller.get());
            }
        };
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::stop);
    }
}
