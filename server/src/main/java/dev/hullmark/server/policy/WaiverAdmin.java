package dev.hullmark.server.policy;

import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Refused;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Tokens;
import dev.hullmark.store.Waivers;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What pages do with waivers: by the same words and rules as REST. */
public final class WaiverAdmin {
    private final Context context;
    private final Waivers waivers;

    public WaiverAdmin(Context context) {
        this.context = context;
        waivers = new Waivers(context.database());
    }

    /** @param ended whether those that have ended are wanted instead of those in force */
    public List<Waivers.Entry> page(boolean ended, long before, int most) {
        return waivers.page("", ended, before, most);
    }

    /**
     * @param fields as the API has them
     * @throws Refused when something is wrong with it
     */
    public void create(Caller caller, ObjectNode fields) {
        Waivers.Draft draft;
        try {
            draft = WaiverDraft.of(
                    Fields.of(fields.toString().getBytes(StandardCharsets.UTF_8), "a waiver", WaiverDraft.FIELDS),
                    caller.name(),
                    LocalDate.ofInstant(context.now(), ZoneOffset.UTC));
        } catch (Fields.Wrong e) {
            throw e.refused();
        }
        allow(draft.scope(), caller);
        waivers.add(draft, context.now());
    }

    /** @throws Refused when none of this number is in force */
    public void end(Caller caller, Optional<Long> id) {
        Waivers.Entry entry = id.flatMap(waivers::byId)
                .filter(one -> one.end().isEmpty())
                .orElseThrow(() -> new Refused(Status.NOT_FOUND_404, "No waiver of this number is in force."));
        allow(entry.draft().scope(), caller);
        waivers.remove(entry.id(), caller.name(), context.now());
    }

    private static void allow(Waivers.Scope scope, Caller caller) {
        if (WaiversApi.everywhere(scope) && !caller.may(Tokens.Role.ADMIN)) {
            throw new Refused(Status.FORBIDDEN_403, "scope", WaiversApi.ONLY_ADMIN);
        }
    }
}
