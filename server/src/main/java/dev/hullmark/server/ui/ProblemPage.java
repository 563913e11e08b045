package dev.hullmark.server.ui;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Problems;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** What went wrong, in the layout of all pages, and what to do next. Needs no database. */
public final class ProblemPage implements Problems.Page {
    private final Pages pages;

    ProblemPage(Pages pages) {
        this.pages = pages;
    }

    /** @param sentence what is wrong */
    public record View(Status status, String sentence) {
        public String title() {
            return switch (status.code()) {
                case 400, 415, 422 -> "That was not understood";
                case 403 -> "You may not do this";
                case 404 -> "There is nothing here";
                case 405 -> "Not in this way";
                case 409 -> "That does not fit what is there";
                case 413 -> "That is too much";
                case 429 -> "Too many attempts";
                case 503 -> "The database is away";
                default -> status.code() < 500 ? "That did not work" : "The server has trouble";
            };
        }

        public String icon() {
            return switch (status.code()) {
                case 403 -> "slash-circle";
                case 404 -> "question-circle";
                case 503 -> "database";
                default -> "exclamation-triangle-fill";
            };
        }

        /** What to do next. */
        public String next() {
            return switch (status.code()) {
                case 403 -> "An administrator can give you another role. If you came from a form, load its page again.";
                case 404 -> "It may have been removed, or the address is mistyped.";
                case 405 -> "This address is no page by itself: go to the page that has the button.";
                case 503 ->
                    "Load the page again in a moment. If it stays so, whoever runs this server looks whether the"
                            + " database runs and can be reached from here.";
                default ->
                    status.code() < 500
                            ? "Go back, change what is wrong, and try again."
                            : "Try again; if it stays so, whoever runs this server finds the reason in its log.";
            };
        }
    }

    @Override
    public void send(
            ServerRequest request, ServerResponse response, Optional<Caller> caller, Status status, String sentence) {
        View view = new View(status, sentence);
        pages.problem(response, status, pages.shell(request, caller.orElse(Shell.NOBODY), view.title(), ""), sentence);
    }
}
