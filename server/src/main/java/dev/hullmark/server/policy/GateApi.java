package dev.hullmark.server.policy;

import dev.hullmark.server.http.Answers;
import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** May this image run? To pipelines, and to Kubernetes' ImagePolicyWebhook (ImageReview, imagepolicy.k8s.io/v1alpha1). */
final class GateApi implements Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 1000;
    private static final int CONTAINERS = 200;
    private static final int WHY = 2000;

    private final Gating gating;

    GateApi(Gating gating) {
        this.gating = gating;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/api/v1/gate", Tokens.Role.VIEWER, Fields.checked(this::ask))
                .scoped()
                .post("/api/v1/gate/image-review", Tokens.Role.VIEWER, Fields.checked(this::review))
                .scoped();
    }

    /** {@code ?image=REFERENCE|DIGEST&environment=NAME} */
    private void ask(ServerRequest request, ServerResponse response, Caller caller) {
        String image = request.query().first("image").asOptional().orElse("").strip();
        String environment =
                request.query().first("environment").asOptional().orElse("").strip();
        if (image.isEmpty() || image.length() > LONGEST) {
            throw new Fields.Wrong("Ask with ?image= and a reference or a digest.");
        }
        Gating.Decision decision = gating.decide(image, environment, caller);
        Answers.json(response, Status.OK_200, body -> write(body, decision));
    }

    private static void write(ObjectNode body, Gating.Decision decision) {
        body.put("allowed", decision.allowed());
        decision.reasons().forEach(body.putArray("reasons")::add);
        if (!decision.digest().isEmpty()) {
            body.put("digest", decision.digest());
        }
        body.put("name", decision.name());
        body.put(
                "policy",
                String.join(", ", decision.policies().stream().sorted().toList()));
        decision.judgedAt().ifPresent(at -> body.put("judgedAt", at.toString()));
        decision.feeds().ifPresent(at -> {
            body.put("feedsConfirmedAt", at.toString());
            body.put(
                    "feedsAgeSeconds",
                    Math.max(0, Duration.between(at, Instant.now()).toSeconds()));
        });
    }

    /** The namespace is the environment. */
    private void review(ServerRequest request, ServerResponse response, Caller caller) {
        JsonNode asked;
        try {
            asked = JSON.readTree(Answers.body(request));
        } catch (JacksonException e) {
            throw new Fields.Wrong("Send an ImageReview.");
        }
        JsonNode spec = asked.path("spec");
        JsonNode containers = spec.path("containers");
        if (!asked.path("kind").asString("").equals("ImageReview")
                || !containers.isArray()
                || containers.isEmpty()
                || containers.size() > CONTAINERS) {
            throw new Fields.Wrong("Send an ImageReview with 1 to " + CONTAINERS + " containers.");
        }
        List<String> why = new ArrayList<>();
        for (JsonNode container : containers) {
            String image = container.path("image").asString("");
            if (image.isEmpty() || image.length() > LONGEST) {
                why.add("a container names no image");
            } else {
                gating.decide(image, spec.path("namespace").asString(""), caller)
                        .reasons()
                        .forEach(reason -> why.add(image + ": " + reason));
            }
        }
        Answers.json(response, Status.OK_200, body -> {
            body.put("apiVersion", "imagepolicy.k8s.io/v1alpha1").put("kind", "ImageReview");
            ObjectNode status = body.putObject("status").put("allowed", why.isEmpty());
            if (!why.isEmpty()) {
                String all = String.join("; ", why);
                status.put("reason", all.length() > WHY ? all.substring(0, WHY) + "…" : all);
            }
        });
    }
}
