package dev.hullmark.server.policy;

import dev.hullmark.model.Waiver;
import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Pages;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Waivers;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Waivers by REST. */
final class WaiversApi implements Api {
    /** As many as a waiver file may hold. */
    private static final int EXPORTED = 20_000;

    static final String ONLY_ADMIN = "Only an administrator may waive something everywhere: name a registry before the"
            + " first slash of each pattern, like registry.example.com/team/*.";

    private final Context context;
    private final Waivers waivers;

    WaiversApi(Context context) {
        this.context = context;
        waivers = new Waivers(context.database());
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/waivers", Tokens.Role.VIEWER, Fields.checked(this::list))
                .post("/api/v1/waivers", Tokens.Role.OPERATOR, Fields.checked(this::create))
                .get("/api/v1/waivers/export", Tokens.Role.VIEWER, Fields.checked(this::export))
                .get("/api/v1/waivers/{id}", Tokens.Role.VIEWER, Fields.checked(this::one))
                .put("/api/v1/waivers/{id}", Tokens.Role.OPERATOR, Fields.checked(this::change))
                .delete("/api/v1/waivers/{id}", Tokens.Role.OPERATOR, Fields.checked(this::remove));
    }

    /** {@code ?id=CVE-…&ended=true} */
    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        int limit = Pages.limit(request);
        long before = Pages.number(request, "after", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        String id = request.query().first("id").asOptional().orElse("");
        boolean ended = request.query().first("ended").asOptional().orElse("").equals("true");
        List<Waivers.Entry> found = waivers.page(WaiverDraft.canonical(id), ended, before, limit + 1);
        Answers.json(response, Status.OK_200, body -> {
            ArrayNode items = body.putArray("items");
            found.stream().limit(limit).forEach(w -> write(items.addObject(), w));
            if (found.size() > limit) {
                String filter = (id.isEmpty() ? "" : "&id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        + (ended ? "&ended=true" : "");
                long last = found.get(limit - 1).id();
                body.put("next", "/api/v1/waivers?limit=" + limit + "&after=" + last + filter);
            }
        });
    }

    private static void write(ObjectNode item, Waivers.Entry entry) {
        Waiver w = entry.waiver();
        item.put("number", entry.id()).put("id", w.id());
        if (!w.packagePattern().isEmpty()) {
            item.put("package", w.packagePattern());
        }
        ObjectNode scope = item.putObject("scope");
        WaiverDraft.write(scope, entry.draft().scope());
        item.put("kind", entry.draft().decision().text());
        if (!entry.draft().justification().isEmpty()) {
            item.put("justification", entry.draft().justification());
        }
        item.put("reason", w.reason()).put("author", w.author());
        item.put("createdAt", entry.created().toString());
        w.expires().ifPresent(day -> item.put("expires", day.toString()));
        entry.end().ifPresent(end -> {
            item.put("ended", end.how()).put("endedAt", end.at().toString());
            if (!end.by().isEmpty()) {
                item.put("endedBy", end.by());
            }
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Waivers.Draft draft =
                WaiverDraft.of(Fields.of(request, "a waiver", WaiverDraft.FIELDS), caller.name(), today());
        if (allowed(draft.scope(), caller, response)) {
            Waivers.Entry made = waivers.add(draft, context.now());
            Answers.json(response, Status.CREATED_201, body -> write(body, made));
        }
    }

    /** Or in more than one registry. */
    static boolean everywhere(Waivers.Scope scope) {
        return scope.level() == Waivers.Level.ALL
                || (scope.level() == Waivers.Level.REPOSITORY
                        && !List.of(scope.target().split(",")).stream().allMatch(WaiversApi::ofOneRegistry));
    }

    /** Without a registry's own name before its first slash a pattern may be for all of them: {@code **}, {@code ?*}. */
    private static boolean ofOneRegistry(String pattern) {
        int slash = pattern.indexOf('/');
        String host = pattern.substring(0, Math.max(0, slash));
        return !host.isEmpty() && host.indexOf('*') < 0 && host.indexOf('?') < 0;
    }

    /** What holds everywhere is an administrator's to decide. */
    private static boolean allowed(Waivers.Scope scope, Caller caller, ServerResponse response) {
        if (everywhere(scope) && caller.role().compareTo(Tokens.Role.ADMIN) < 0) {
            Answers.error(response, Status.FORBIDDEN_403, ONLY_ADMIN);
            return false;
        }
        return true;
    }

    private Optional<Waivers.Entry> find(ServerRequest request) {
        String text = request.path().pathParameters().get("id");
        return text.matches("[0-9]{1,18}") ? waivers.byId(Long.parseLong(text)) : Optional.empty();
    }

    private static void unknown(ServerResponse response) {
        Answers.error(response, Status.NOT_FOUND_404, "No waiver of this number is in force.");
    }

    private void one(ServerRequest request, ServerResponse response, Caller caller) {
        find(request)
                .ifPresentOrElse(
                        entry -> Answers.json(response, Status.OK_200, body -> write(body, entry)),
                        () -> unknown(response));
    }

    private void change(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Waivers.Entry> entry = find(request).filter(e -> e.end().isEmpty());
        Fields sent = Fields.of(request, "a change", Set.of("reason", "expires"));
        if (entry.isEmpty()) {
            unknown(response);
            return;
        }
        if (!allowed(entry.get().draft().scope(), caller, response)) {
            return;
        }
        String reason =
                sent.has("reason") ? sent.text("reason") : entry.get().waiver().reason();
        Optional<LocalDate> expires = sent.has("expires")
                ? WaiverDraft.expires(sent, today())
                : entry.get().waiver().expires();
        if (waivers.change(entry.get().id(), reason, expires, caller.name(), context.now())) {
            one(request, response, caller);
        } else {
            unknown(response);
        }
    }

    private void remove(ServerRequest request, ServerResponse response, Caller caller) {
        Optional<Waivers.Entry> entry = find(request).filter(e -> e.end().isEmpty());
        if (entry.isEmpty()) {
            unknown(response);
        } else if (allowed(entry.get().draft().scope(), caller, response)) {
            waivers.remove(entry.get().id(), caller.name(), context.now());
            Answers.json(
                    response,
                    Status.OK_200,
                    body -> body.put("removed", entry.get().id()));
        }
    }

    /** {@code ?repository=REGISTRY/NAME&digest=sha256:…}: what holds for that image; without either what holds everywhere. */
    private void export(ServerRequest request, ServerResponse response, Caller caller) {
        String repository = request.query().first("repository").asOptional().orElse("");
        String digest = request.query().first("digest").asOptional().orElse("");
        List<Waivers.Entry> all = waivers.page("", false, Long.MAX_VALUE, EXPORTED);
        response.header(HeaderNames.CONTENT_TYPE, "application/yaml")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(WaiverExport.yaml(all, repository, digest));
    }
}
