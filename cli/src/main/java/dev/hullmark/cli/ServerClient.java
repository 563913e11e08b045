package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a Hullmark server something. The token goes to the server alone: redirections are not followed. */
final class ServerClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String server;
    private final String token;

    ServerClient(URI server, String token) {
        String text = server.toString();
        this.server = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.token = token;
    }

    /**
     * @param path without a query
     * @throws HullmarkException when the server can't be reached, or refuses
     */
    JsonNode post(String path, Map<String, String> query, String type, byte[] body) {
        Map<String, String> asked = new LinkedHashMap<>(query);
        asked.values().removeIf(String::isEmpty);
        String words = asked.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path + (words.isEmpty() ? "" : "?" + words)))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonNode json = read(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new HullmarkException("The server " + server + " refuses (" + answer.statusCode() + "): "
                        + json.path("error").asString("see its log") + sentence(answer.statusCode()));
            }
            return json;
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new HullmarkException("The server " + server + " can't be reached: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HullmarkException("Interrupted while the server " + server + " was asked.", e);
        }
    }

    private static String sentence(int status) {
        return status == 403 ? " It has to be an operator's." : "";
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
