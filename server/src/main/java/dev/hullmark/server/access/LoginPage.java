package dev.hullmark.server.access;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** The page to log in on. */
@FunctionalInterface
public interface LoginPage {
    /**
     * @param next the local path to go to
     * @param trouble what went wrong, one sentence; or ""
     */
    void send(ServerResponse response, Status status, String next, String trouble);
}
