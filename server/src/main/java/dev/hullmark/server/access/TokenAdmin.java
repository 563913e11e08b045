package dev.hullmark.server.access;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Glob;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Secrets;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Audit;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Tokens.Role;
import io.helidon.http.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What administrators do with API tokens, by REST or by pages: checked and noted in one place. */
public final class TokenAdmin {
    static final int LONGEST = 100;
    static final int LONGEST_PATTERN = 255;
    static final int MOST_PATTERNS = 50;
    static final int MOST_DAYS = 3650;

    private final Context context;
    private final Tokens tokens;
    private final Audit audit;

    TokenAdmin(Context context) {
        this.context = context;
        tokens = new Tokens(context.database());
        audit = new Audit(context.database());
    }

    /** @param secret told this once */
    public record Made(Tokens.Token token, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /** @param after the id of the last one of the page before, or 0 */
    public List<Tokens.Token> page(long after, int most) {
        return tokens.page(after, most);
    }

    /**
     * @param role as the API writes it
     * @param days until it expires; empty for never
     * @throws Refused when something is wrong with it
     */
    public Made create(Caller caller, String name, String role, List<String> scope, Optional<Integer> days) {
        Role least = UserAdmin.role(role);
        if (name.isBlank() || name.length() > LONGEST) {
            throw Refused.bad("name", "A token has a name, of " + LONGEST + " characters at most.");
        }
        if (!scope.stream().allMatch(Glob::sound)) {
            throw Refused.bad("scope", "A scope is repositories such as registry.example.com/team/*.");
        }
        if (scope.size() > MOST_PATTERNS || scope.stream().anyMatch(one -> one.length() > LONGEST_PATTERN)) {
            throw Refused.bad("scope", "A scope has " + MOST_PATTERNS + " patterns at most.");
        }
        if (!scope.isEmpty() && least == Role.ADMIN) {
            throw Refused.bad("scope", "An administrator's token can't be limited to some repositories.");
        }
        if (days.filter(count -> count < 1 || count > MOST_DAYS).isPresent()) {
            throw Refused.bad("days", "A token expires after 1 to " + MOST_DAYS + " days.");
        }
        Instant now = context.now();
        String secret = Secrets.token();
        tokens.add(secret, name, least, scope, caller.name(), days.map(count -> now.plus(Duration.ofDays(count))), now);
        audit.note(caller.name(), "token.create", name, String.join(" ", least.text(), String.join(" ", scope)), now);
        return new Made(tokens.find(secret, now).orElseThrow(), secret);
    }

    /** @throws Refused when there is none */
    public void remove(Caller caller, Optional<Long> id) {
        Tokens.Token removed = id.flatMap(tokens::remove)
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "There is no token of this number."));
        audit.note(caller.name(), "token.delete", removed.name(), "", context.now());
    }
}
