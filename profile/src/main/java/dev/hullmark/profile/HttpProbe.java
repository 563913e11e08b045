package dev.hullmark.profile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Asks a container by HTTP. */
final class HttpProbe {
    private HttpProbe() {}

    /** The same URL with the container's address as its host; nothing of it is decoded or encoded once more. */
    static URI at(URI url, String address) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(url.getScheme() + "://" + address + port + path + query);
    }

    /** Whether it answers with 2xx or 3xx. */
    static boolean answers(URI url, JsonNode inspected, Duration patience) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(patience).build()) {
            HttpRequest request = HttpRequest.newBuilder(at(url, address(inspected)))
                    .timeout(patience)
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 400;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String address(JsonNode inspected) {
        String address = inspected.path("NetworkSettings").path("IPAddress").asString("");
        for (JsonNode network : inspected.path("NetworkSettings").path("Networks")) {
            address = address.isEmpty() ? network.path("IPAddress").asString("") : address;
        }
        return address;
    }
}
