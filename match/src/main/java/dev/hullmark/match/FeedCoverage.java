package dev.hullmark.match;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the account of what the advisories at hand could judge, one entry for each package type. */
final class FeedCoverage {
    static final String UPDATE = "run hullmark db update";

    /** Those that OSV does not hold. */
    private static final Set<String> IMPORTED = Set.of("Amazon Linux", "Oracle Linux");

    private static String remedy(String base) {
        return IMPORTED.contains(base) ? "import it with hullmark db import (docs/feeds.md)" : UPDATE;
    }

    private final AdvisoryIndex index;
    private final Map<String, Feed.Origin> origins = new HashMap<>();
    private final Map<String, Coverage> byEcosystems = new HashMap<>();
    private final Map<PackageType, Account> accounts = new EnumMap<>(PackageType.class);

    FeedCoverage(AdvisoryIndex index) {
        this.index = index;
        for (Feed feed : index.feeds()) {
            // A real feed beside the starter set is what counts.
            if (feed.origin() != Feed.Origin.STARTER || !origins.containsKey(feed.name())) {
                origins.put(feed.name(), feed.origin());
            }
        }
    }

    private static final class Account {
        private boolean judged;
        private Coverage.Status worst = Coverage.Status.COMPLETE;
        private final TreeSet<String> reasons = new TreeSet<>();
        private final TreeSet<String> unreadable = new TreeSet<>();
        private final TreeSet<String> unheardOf = new TreeSet<>();
        private boolean heardOf;
    }

    private Account account(Package p) {
        Account account = accounts.get(p.type());
        if (account == null) {
            account = new Account();
            accounts.put(p.type(), account);
        }
        return account;
    }

    /** A package that the distribution's own advisories judge. */
    void owned(Package p) {
        account(p);
    }

    void judged(Package p, List<String> ecosystems, Optional<Distribution> distribution, boolean unreadable) {
        Account account = account(p);
        account.judged = true;
        String key = ecosystems.isEmpty() ? p.type().purlType() : ecosystems.getFirst();
        Coverage coverage = byEcosystems.get(key);
        if (coverage == null) {
            coverage = ecosystems.isEmpty() ? unknown(p, distribution) : of(p, ecosystems);
            byEcosystems.put(key, coverage);
        }
        if (coverage.status() != Coverage.Status.COMPLETE) {
            account.reasons.add(coverage.reason());
            account.worst = worse(account.worst, coverage.status());
        }
        if (p.type() == PackageType.GENERIC && coverage.status() != Coverage.Status.NONE) {
            heardOf(account, p);
        }
        if (unreadable) {
            account.unreadable.add(Line.of(p.name() + " " + p.version()));
        }
    }

    /** A feed of programs knows those it lists; that it says nothing of another is no word for it. */
    private void heardOf(Account account, Package p) {
        String name = BitnamiNames.of(p).name();
        if (index.lookup("Bitnami", name).isEmpty()) {
            account.unheardOf.add(Line.of(p.name()));
        } else {
            account.heardOf = true;
        }
    }

    private static Coverage unknown(Package p, Optional<Distribution> distribution) {
        if (!p.type().ofDistribution()) {
            return Coverage.none(p.type().purlType(), "no advisories are known for packages of this kind");
        }
        String name = distribution.map(FeedCoverage::called).orElse("an unknown distribution");
        return Coverage.none(p.type().purlType(), "no advisories are known for " + Line.of(name));
    }

    private static String called(Distribution d) {
        if (!d.prettyName().isEmpty()) {
            return d.prettyName();
        }
        return d.versionId().isEmpty() ? d.id() : d.id() + " " + d.versionId();
    }

    private Coverage of(Package p, List<String> ecosystems) {
        String what = p.type().purlType();
        String first = ecosystems.getFirst();
        String base = Ecosystems.base(first);
        boolean covered = false;
        for (String ecosystem : ecosystems) {
            covered |= index.covers(ecosystem);
        }
        Feed.Origin origin = origins.get(base);
        if (origin == Feed.Origin.STARTER || origin == Feed.Origin.RECORDS) {
            String only = origin == Feed.Origin.STARTER ? "only the starter set for " : "only single records for ";
            return covered
                    ? Coverage.partial(what, only + first + "; " + remedy(base))
                    : Coverage.none(what, "no feed for " + first + "; " + remedy(base));
        }
        if (covered && base.equals(Ecosystems.HARDENED)) {
            return Coverage.partial(
                    what, "Docker's advisories speak of the packages it built; what was added since is not judged");
        }
        if (covered) {
            return Coverage.complete(what);
        }
        return Coverage.none(
                what,
                origin == null
                        ? "no feed for " + first + "; " + remedy(base)
                        : "the " + base + " feed says nothing about " + first);
    }

    List<Coverage> entries() {
        List<Coverage> entries = new ArrayList<>(accounts.size());
        for (Map.Entry<PackageType, Account> entry : accounts.entrySet()) {
            entries.add(entry(entry.getKey().purlType(), entry.getValue()));
        }
        entries.sort((a, b) -> a.what().compareTo(b.what()));
        return entries;
    }

    private static Coverage entry(String what, Account account) {
        if (!account.judged) {
            return new Coverage(
                    what,
                    Coverage.Status.NOT_APPLICABLE,
                    "every one belongs to the distribution, whose advisories judge it");
        }
        Coverage.Status status = account.worst;
        List<String> reasons = new ArrayList<>(account.reasons);
        if (!account.unheardOf.isEmpty()) {
            status = worse(status, account.heardOf ? Coverage.Status.PARTIAL : Coverage.Status.NONE);
            reasons.add("no advisories are known for " + named(account.unheardOf));
        }
        if (!account.unreadable.isEmpty()) {
            status = worse(status, Coverage.Status.PARTIAL);
            int count = account.unreadable.size();
            reasons.add(count + (count == 1 ? " version" : " versions") + " can't be compared: "
                    + named(account.unreadable));
        }
        return new Coverage(what, status, String.join("; ", reasons));
    }

    private static String named(Set<String> packages) {
        List<String> named = new ArrayList<>();
        for (String p : packages) {
            if (named.size() == Limits.NAMED_VERSIONS) {
                named.add("…");
                break;
            }
            named.add(p);
        }
        return String.join(", ", named);
    }

    private static Coverage.Status worse(Coverage.Status a, Coverage.Status b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
