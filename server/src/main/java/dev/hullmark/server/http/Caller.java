package dev.hullmark.server.http;

import dev.hullmark.store.Tokens;
import java.util.List;

/**
 * Who asks, and what showed it.
 *
 * @param name of the user or the token, as the audit log has it
 */
public record Caller(String name, Tokens.Role role, By by) {
    /** What showed who asks. */
    public sealed interface By {}

    /** @param scope patterns of the repositories it is limited to; empty for all */
    public record Token(List<String> scope) implements By {
        public Token {
            scope = List.copyOf(scope);
        }
    }

    /**
     * A browser's cookie.
     *
     * @param user whose it is, by the store's id
     * @param csrf what its forms have to send along
     */
    public record Session(long id, long user, String csrf) implements By {
        /** Without the token. */
        @Override
        public String toString() {
            return "session " + id;
        }
    }

    /** For the answers that nobody has to be known for. */
    static final Caller NOBODY = new Caller("", Tokens.Role.VIEWER, new Token(List.of()));

    public boolean may(Tokens.Role least) {
        return role.compareTo(least) >= 0;
    }

    /** Whether some repositories are none of the caller's business: then {@link #mayRepository} has to be asked. */
    public boolean scoped() {
        return by instanceof Token token && !token.scope().isEmpty();
    }

    /** @param repository with its registry, without a tag: {@code registry.example.com/team/shop} */
    public boolean mayRepository(String repository) {
        return !(by instanceof Token token)
                || token.scope().isEmpty()
                || token.scope().stream().anyMatch(pattern -> Glob.matches(pattern, repository));
    }

    /** @param name with its tag or digest: {@code registry.example.com/team/shop:1} */
    public boolean mayImage(String name) {
        int at = name.indexOf('@');
        String untold = at < 0 ? name : name.substring(0, at);
        int colon = untold.lastIndexOf(':');
        return mayRepository(colon > untold.lastIndexOf('/') ? untold.substring(0, colon) : untold);
    }

    /** The field {@code csrf} of a page's forms; "" for a token, which needs none. */
    public String csrf() {
        return by instanceof Session session ? session.csrf() : "";
    }
}
