package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.engine.EngineInfo;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.ContainerFindings;
import dev.hullmark.posture.container.ContainerReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an agent tells of its host: JSON as docs/agent.md has it. */
record AgentReport(String engine, Duration every, List<String> gaps, List<Running> containers) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The server takes as many, and shows that many findings. */
    private static final int LABELS = 50;

    private static final int GAPS = 50;
    private static final int DIGESTS = 20;
    private static final int FINDINGS = 500;

    /**
     * @param digests by which its image may be known: the engine's id of it, and those it has in registries
     * @param startedAt empty when the engine does not tell
     */
    record Running(
            String id,
            String name,
            String image,
            String imageId,
            Set<String> digests,
            Optional<Instant> startedAt,
            Map<String, String> labels,
            List<Finding> findings) {}

    static AgentReport of(EngineClient client, EngineInfo info, ContainerReader.Look look, Duration every) {
        ContainerFindings found = ContainerFindings.of(look);
        Map<String, List<Finding>> findings = new HashMap<>();
        for (Finding f : found.findings()) {
            f.subject().ifPresent(s -> findings.computeIfAbsent(s.name(), n -> new ArrayList<>())
                    .add(f));
        }
        List<Running> running = new ArrayList<>();
        for (ContainerReader.Seen seen : look.seen()) {
            ContainerFacts c = seen.container();
            Optional<JsonNode> tree = asked(() -> client.containerTree(c.id()));
            Set<String> digests = new LinkedHashSet<>();
            digests.add(c.imageId());
            asked(() -> client.image(c.imageId(), "")).map(EngineImage::repoDigests).orElse(List.of()).stream()
                    .map(named -> named.substring(named.indexOf('@') + 1))
                    .limit(DIGESTS)
                    .forEach(digests::add);
            running.add(new Running(
                    c.id(),
                    c.name(),
                    c.image(),
                    c.imageId(),
                    digests,
                    tree.flatMap(t -> started(t.path("State").path("StartedAt").asString(""))),
                    labels(tree),
                    findings.getOrDefault(c.name(), List.of())));
        }
        List<String> gaps = found.coverage().stream()
                .filter(c -> c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL)
                .map(c -> c.what() + ": " + c.reason())
                .limit(GAPS)
                .toList();
        return new AgentReport((client.podman() ? "Podman " : "Docker ") + info.version(), every, gaps, running);
    }

    private static <T> Optional<T> asked(java.util.function.Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (EngineException e) {
            return Optional.empty(); // It ended meanwhile.
        }
    }

    private static Optional<Instant> started(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(Optional<JsonNode> tree) {
        Map<String, String> labels = new java.util.TreeMap<>();
        tree.ifPresent(t -> t.path("Config").path("Labels").properties().forEach(label -> {
            if (labels.size() < LABELS) {
                labels.put(label.getKey(), label.getValue().asString(""));
            }
        }));
        return labels;
    }

    byte[] json() {
        ObjectNode report = JSON.createObjectNode();
        report.put("engine", engine);
        report.put("everySeconds", every.toSeconds());
        ArrayNode told = report.putArray("gaps");
        gaps.forEach(told::add);
        ArrayNode list = report.putArray("containers");
        containers.forEach(c -> write(list.addObject(), c));
        return JSON.writeValueAsBytes(report);
    }

    private static void write(ObjectNode node, Running c) {
        node.put("id", c.id()).put("name", c.name()).put("image", c.image());
        ArrayNode digests = node.putArray("digests");
        c.digests().forEach(digests::add);
        c.startedAt().ifPresent(at -> node.put("startedAt", at.toString()));
        ObjectNode labels = node.putObject("labels");
        c.labels().forEach(labels::put);
        ArrayNode findings = node.putArray("findings");
        c.findings().stream().limit(FINDINGS).forEach(f -> findings.addObject()
                .put("key", f.key())
                .put("id", f.id())
                .put("kind", f.kind().text())
                .put("severity", f.severity().text())
                .put("title", f.title())
                .put("remediation", f.remediation()));
    }
}
