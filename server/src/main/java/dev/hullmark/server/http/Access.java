package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Sessions;
import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Who asks: by a token, or by the cookie of somebody who logged in. */
public final class Access {
    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 20;

    private final Tokens tokens;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Context context;

    /** @param cookie that the login sets */
    public Access(Context context, SessionCookie cookie) {
        tokens = new Tokens(context.database());
        sessions = new Sessions(context.database());
        this.cookie = cookie;
        this.context = context;
    }

    /** Who asks; a token that is no good is not made up for by a cookie. */
    Optional<Caller> of(ServerRequest request) {
        Optional<String> authorization = request.headers().first(HeaderNames.AUTHORIZATION);
        return authorization.isPresent()
                ? authorization.flatMap(this::byToken)
                : cookie.of(request).flatMap(this::bySession);
    }

    private Optional<Caller> byToken(String authorization) {
        return Optional.of(authorization)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(value -> tokens.find(value.substring(BEARER.length()).strip(), context.now()))
                .map(token -> new Caller(token.name(), token.role(), new Caller.Token(token.scope())));
    }

    private Optional<Caller> bySession(String secret) {
        return sessions.use(secret, SessionCookie.IDLE, context.now())
                .map(session -> new Caller(
                        session.name(),
                        session.role(),
                        new Caller.Session(session.id(), session.user(), Secrets.derived(secret, "csrf"))));
    }

    /**
     * Makes sure that an administrator may ask.
     *
     * @param file where the token is written, readable by its owner alone; one that is there is taken as it is
     */
    public void firstToken(Optional<Path> file) {
        if (file.isPresent()) {
            tokens.add(fromFile(file.get()), "admin-token-file", Tokens.Role.ADMIN, Optional.empty(), context.now());
        } else if (!tokens.any()) {
            String secret = Secrets.token();
            tokens.add(secret, "first start", Tokens.Role.ADMIN, Optional.empty(), context.now());
            System.err.println("The administrator's token, shown this once: " + secret);
        }
    }

    private static String fromFile(Path file) {
        try {
            String secret = Secrets.token();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n");
            return secret;
        } catch (FileAlreadyExistsException e) {
            return existing(file);
        } catch (IOException e) {
            throw new HullmarkException("The token file " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    private static String existing(Path file) {
        try {
            String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (secret.length() < SHORTEST) {
                throw new HullmarkException("The token file " + file + " holds no token of at least " + SHORTEST
                        + " characters; delete it to have one made.");
            }
            return secret;
        } catch (IOException e) {
            throw new HullmarkException("The token file " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
