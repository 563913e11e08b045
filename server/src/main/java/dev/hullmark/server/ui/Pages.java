package dev.hullmark.server.ui;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.work.Context;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns what a page shows into HTML; the templates are compiled with the server. */
final class Pages {
    private static final String TEMPLATES = "dev.hullmark.server.ui.pages";
    private static final Status NOT_UNDERSTOOD = Status.create(422, "Unprocessable Content");
    private static final String THEME = "theme";

    private static final TemplateEngine ENGINE = engine();

    private final Context context;
    private final Ages ages;

    Pages(Context context, Ages ages) {
        this.context = context;
        this.ages = ages;
    }

    private static TemplateEngine engine() {
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
        engine.setBinaryStaticContent(true);
        return engine;
    }

    /** What is around a page. */
    Shell shell(ServerRequest request, Caller caller, String title, String section) {
        String query = request.query().rawValue();
        String here = request.path().rawPath() + (query.isEmpty() ? "" : "?" + query);
        return new Shell(title, section, caller, theme(request), here, ages.now(), context.now());
    }

    /** As its reader chose it; anything but the two words is no choice. */
    static String theme(ServerRequest request) {
        return request.headers()
                .cookies()
                .first(THEME)
                .asOptional()
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("");
    }

    void show(ServerResponse response, String template, Shell shell, Object view) {
        send(response, Status.OK_200, template, Map.of("shell", shell, "view", view));
    }

    /** A page with a form, of which something may be wrong. */
    void show(ServerResponse response, Filled form, String template, Shell shell, Object view) {
        Status status = form.sentence().isEmpty() ? Status.OK_200 : NOT_UNDERSTOOD;
        send(response, status, template, Map.of("shell", shell, "view", view));
    }

    /** @param sentence what is wrong and what to do */
    void problem(ServerResponse response, Status status, Shell shell, String sentence) {
        send(response, status, "problem", Map.of("shell", shell, "view", new ProblemPage.View(status, sentence)));
    }

    /** @param sentence what there is not */
    void missing(ServerResponse response, Shell shell, String sentence) {
        problem(response, Status.NOT_FOUND_404, shell, sentence);
    }

    static void send(ServerResponse response, Status status, String template, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        ENGINE.render(template + ".jte", values, output);
        ByteArrayOutputStream body = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .send(body.toByteArray());
    }

    /**
     * Does what a form asks for and leads back; what is wrong with it is said on a page with the form.
     *
     * @param trouble shows the form again with what is wrong
     */
    static void done(ServerResponse response, String path, Runnable work, Consumer<Refused> trouble) {
        try {
            work.run();
        } catch (Refused e) {
            trouble.accept(e);
            return;
        }
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, path).send();
    }

    /** A parameter of the address; "" where it is not there. */
    static String parameter(ServerRequest request, String name) {
        return request.query().first(name).asOptional().map(String::strip).orElse("");
    }

    /** The path's {@code {id}}; empty when it is no number. */
    static Optional<Long> id(ServerRequest request) {
        try {
            return Optional.of(Long.parseLong(request.path().pathParameters().get("id")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number of the address. */
    static Optional<Long> number(ServerRequest request, String name) {
        try {
            return Optional.of(parameter(request, name))
                    .filter(text -> !text.isEmpty())
                    .map(Long::parseLong);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
