package dev.hullmark.posture.image;

import dev.hullmark.model.Account;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * Who a container of the image runs as when nobody says otherwise: {@code USER}, resolved in the image's own
 * {@code etc/passwd} and {@code etc/group} as runc and containerd do ({@code libcontainer/user}, {@code GetExecUser}).
 *
 * @param status what came out
 * @param written as the configuration has it, or ""
 * @param uid numeric user, or -1 when it is not known
 * @param gid numeric group, or -1
 * @param name the account's name in the image, or ""
 * @param reason why the status is what it is, one clause
 * @param evidence the lines that were looked up
 */
public record EffectiveUser(
        Status status, String written, long uid, long gid, String name, String reason, List<Evidence> evidence) {
    public enum Status {
        ROOT,
        USER,
        /** No container starts: there is no such user or group. */
        UNRESOLVABLE,
        /** What it takes to know was not read. */
        UNKNOWN
    }

    /** The engines refuse larger numbers. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private static final int DIGITS = 18;

    public EffectiveUser {
        evidence = List.copyOf(evidence);
    }

    /** Whether the configuration names a number, which Kubernetes can tell from root without looking into the image. */
    public boolean numeric() {
        return number(user(written)).isPresent();
    }

    public static EffectiveUser of(Inventory inventory) {
        if (inventory.config().isEmpty()) {
            return unsure(Status.UNKNOWN, "", "there is no image configuration");
        }
        String written = inventory.config().get().user();
        EffectiveUser user = user(inventory, written);
        return user.status == Status.ROOT || user.status == Status.USER ? group(inventory, user) : user;
    }

    private static EffectiveUser user(Inventory inventory, String written) {
        List<Account> accounts = inventory.facts().accounts();
        String asked = user(written);
        if (asked.isEmpty()) {
            return root(written, "no USER is set", accounts.stream().filter(a -> a.uid() == 0));
        }
        Optional<Long> number = number(asked);
        if (number.isPresent()) {
            long uid = number.get();
            if (uid < 0 || uid > LARGEST) {
                return unsure(Status.UNRESOLVABLE, written, "no engine takes a user of that number");
            }
            var lines = accounts.stream().filter(a -> a.uid() == uid);
            return uid == 0
                    ? root(written, "USER " + written + " is uid 0", lines)
                    : user(written, uid, lines.findFirst(), "USER " + written + " is a number");
        }
        Optional<Account> account =
                accounts.stream().filter(a -> a.name().equals(asked)).findFirst();
        if (account.isEmpty()) {
            return notFound(inventory, written, "user '" + asked + "'", "/etc/passwd");
        }
        String is = "USER " + written + " is uid " + account.get().uid() + " in /etc/passwd";
        return account.get().uid() == 0
                ? root(written, is, account.stream())
                : user(written, account.get().uid(), account, is);
    }

    private static EffectiveUser group(Inventory inventory, EffectiveUser user) {
        int colon = user.written.indexOf(':');
        String rest = colon < 0 ? "" : user.written.substring(colon + 1);
        String asked = user(rest);
        if (asked.isEmpty()) {
            return user;
        }
        Optional<Long> number = number(asked);
        if (number.isPresent()) {
            return number.get() < 0 || number.get() > LARGEST
                    ? unsure(Status.UNRESOLVABLE, user.written, "no engine takes a group of that number")
                    : user.in(number.get());
        }
        Optional<Group> group = inventory.facts().groups().stream()
                .filter(g -> g.name().equals(asked))
                .findFirst();
        return group.isPresent()
                ? user.in(group.get().gid())
                : notFound(inventory, user.written, "group '" + asked + "'", "/etc/group");
    }

    private EffectiveUser in(long group) {
        return new EffectiveUser(status, written, uid, group, name, reason, evidence);
    }

    private static EffectiveUser notFound(Inventory inventory, String written, String who, String file) {
        if (!inventory.catalogers().containsKey(Facts.ACCOUNTS)) {
            return unsure(
                    Status.UNKNOWN, written, "nobody read the accounts of this image: scan it again to know " + who);
        }
        for (Coverage c : inventory.coverage()) {
            boolean gap = c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL;
            if (gap && (c.what().equals(Facts.ACCOUNTS) || c.what().startsWith("layer"))) {
                return unsure(Status.UNKNOWN, written, who + " may stand in what could not be read (" + c.what() + ")");
            }
        }
        boolean none = inventory.facts().accounts().isEmpty() && file.equals("/etc/passwd");
        return unsure(
                Status.UNRESOLVABLE,
                written,
                none ? "the image has no /etc/passwd to find " + who + " in" : file + " of the image knows no " + who);
    }

    private static EffectiveUser root(String written, String reason, java.util.stream.Stream<Account> lines) {
        Optional<Account> line = lines.findFirst();
        return new EffectiveUser(
                Status.ROOT,
                written,
                0,
                line.map(Account::gid).orElse(0L),
                line.map(Account::name).orElse(""),
                reason,
                line.map(a -> List.of(a.evidence())).orElse(List.of()));
    }

    private static EffectiveUser user(String written, long uid, Optional<Account> line, String reason) {
        return new EffectiveUser(
                Status.USER,
                written,
                uid,
                line.map(Account::gid).orElse(0L),
                line.map(Account::name).orElse(""),
                reason,
                line.map(a -> List.of(a.evidence())).orElse(List.of()));
    }

    private static EffectiveUser unsure(Status status, String written, String reason) {
        return new EffectiveUser(status, written, -1, -1, "", reason, List.of());
    }

    private static String user(String written) {
        int colon = written.indexOf(':');
        return colon < 0 ? written : written.substring(0, colon);
    }

    /** A whole number as Go reads one: ASCII digits with a sign or without. */
    static Optional<Long> number(String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (text.length() == start || text.length() > DIGITS) {
            return Optional.empty();
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(Long.parseLong(text));
    }
}
