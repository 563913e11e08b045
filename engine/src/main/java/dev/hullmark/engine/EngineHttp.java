package dev.hullmark.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Requests to one endpoint, each on a connection of its own. */
final class EngineHttp {
    private final Endpoint endpoint;

    EngineHttp(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** @param wait for the answer's head, and for all of the body as long as the caller doesn't lift it */
    HttpResponse send(String method, String target, Duration wait) throws IOException {
        return send(method, target, "", wait);
    }

    /** @param json the body; "" for none */
    HttpResponse send(String method, String target, String json, Duration wait) throws IOException {
        byte[] body = WireInput.utf8(json);
        Transport transport = endpoint.connect();
        try {
            // Docker ignores the host, Podman and proxies before a TCP endpoint may not.
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: hullmark\r\n"
                    + "Accept: */*\r\nConnection: close\r\n"
                    + (method.equals("POST")
                            ? "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n"
                            : "")
                    + "\r\n";
            transport.write(request.getBytes(StandardCharsets.US_ASCII), Limits.CONNECT.toMillis());
            transport.write(body, Limits.CONNECT.toMillis());
            WireInput wire = new WireInput(transport);
            wire.deadline(wait);
            return HttpResponse.read(wire, method.equals("HEAD"));
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** The answer to a GET; empty when the engine says 404. */
    Optional<JsonNode> json(String target, String what) {
        try (HttpResponse response = send("GET", target, Limits.CALL)) {
            if (response.status() == 404) {
                return Optional.empty();
            }
            if (response.status() != 200) {
                throw refused(response, what);
            }
            return Optional.of(Json.parse(WireInput.all(response.body(), Limits.JSON_BYTES)));
        } catch (IOException e) {
            throw broken(e, what);
        } catch (JacksonException e) {
            throw new EngineException("the engine at " + endpoint.place() + " sent no valid JSON for " + what, e);
        }
    }

    EngineException refused(HttpResponse response, String what) {
        return new EngineException("the engine at " + endpoint.place() + " refused " + what + " (status "
                + response.status() + "): " + message(response));
    }

    EngineException broken(IOException e, String what) {
        return new EngineException(
                "the engine at " + endpoint.place() + " failed at " + what + ": " + Endpoint.why(e), e);
    }

    /** What a failed call's body says: Docker's {@code message}, or the text. */
    private static String message(HttpResponse response) {
        try {
            byte[] body = response.body().readNBytes(Limits.ERROR_BYTES);
            try {
                String message = Json.text(Json.parse(body), "message");
                if (!message.isEmpty()) {
                    return Text.clean(message);
                }
            } catch (JacksonException e) {
                // then it is plain text
            }
            String text = Text.clean(WireInput.text(body));
            return text.isEmpty() ? "no reason given" : text;
        } catch (IOException e) {
            return "no reason given";
        }
    }
}
