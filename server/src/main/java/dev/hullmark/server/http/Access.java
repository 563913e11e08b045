package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Who may ask for what. */
public final class Access {
    private static final String BEARER = "Bearer ";
    private static final String PREFIX = "hmk_";
    private static final int BYTES = 32;
    private static final int SHORTEST = 20;

    private final Tokens tokens;
    private final Context context;

    public Access(Context context) {
        tokens = new Tokens(context.database());
        this.context = context;
    }

    /** Whose the token of an Authorization header is. */
    Optional<Caller> of(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(value -> tokens.find(value.substring(BEARER.length()).strip(), context.now()))
                .map(token -> new Caller(token.name(), token.role()));
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
            String secret = secret();
            tokens.add(secret, "first start", Tokens.Role.ADMIN, Optional.empty(), context.now());
            System.err.println("The administrator's token, shown this once: " + secret);
        }
    }

    private static String fromFile(Path file) {
        try {
            String secret = secret();
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

    private static String secret() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
