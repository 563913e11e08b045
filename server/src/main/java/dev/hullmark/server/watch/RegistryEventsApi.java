package dev.hullmark.server.watch;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** Takes registries' notifications. */
public final class RegistryEventsApi implements Api {
    private final Watching watching;

    public RegistryEventsApi(Watching watching) {
        this.watching = watching;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/api/v1/registry-events", Tokens.Role.OPERATOR, this::take);
    }

    /** {@code ?registry=HOST} names the registry where it knows itself by another name. */
    private void take(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<String> host = request.query().first("registry").asOptional();
        Optional<List<Pushed>> pushed = RegistryEvents.read(Answers.body(request), host);
        if (pushed.isEmpty()) {
            Answers.error(response, Status.BAD_REQUEST_400, "This is no notification of a registry.");
            return;
        }
        long queued = pushed.get().stream().filter(watching::pushed).count();
        Answers.json(response, Status.ACCEPTED_202, json -> json.put("queued", queued));
    }
}
