package dev.hullmark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads forms ({@code application/x-www-form-urlencoded}); one request's form may be asked for any number of times. */
public final class Forms {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int LARGEST = 64 << 10;
    private static final int MOST = 500;

    private Forms() {}

    /** Fields by name, each with its values in the order of the form. */
    public record Form(Map<String, List<String>> fields) {
        public Form {
            fields = Map.copyOf(fields);
        }

        public List<String> all(String name) {
            return fields.getOrDefault(name, List.of());
        }

        public Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }

        /** The first value; "" where there is none. */
        public String text(String name) {
            return first(name).orElse("");
        }

        /** The names alone: a value may be a password. */
        @Override
        public String toString() {
            return fields.keySet().toString();
        }
    }

    static boolean sent(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE))
                .isPresent();
    }

    /** @throws Refused when it is no form, or too large */
    public static Form of(ServerRequest request) {
        return request.context().get(Form.class).orElseGet(() -> {
            Form form = read(request);
            request.context().register(form);
            return form;
        });
    }

    private static Form read(ServerRequest request) {
        if (!sent(request)) {
            throw new Refused(Status.UNSUPPORTED_MEDIA_TYPE_415, "Send a form, " + TYPE + ".");
        }
        return parse(new String(Answers.body(request, LARGEST), StandardCharsets.UTF_8));
    }

    static Form parse(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (String pair : body.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST) {
                throw Refused.bad("The form has more than " + MOST + " fields.");
            }
            int equals = pair.indexOf('=');
            fields.computeIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)), _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Status.BAD_REQUEST_400, "The form is not encoded as forms are.");
        }
    }
}
