package dev.hullmark.catalog;

import dev.hullmark.model.Account;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what one cataloger finds in one file, within the limits. */
final class FileSink implements Cataloger.Sink {
    private final String path;
    private final int packageLimit;
    private int ownedLeft;
    private int textLeft;
    private long ownedText;
    private final List<Package> packages = new ArrayList<>();
    private final Map<String, PathSet.Builder> owned = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> unnamed = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final Set<String> tooManyOf = new LinkedHashSet<>();
    private Optional<Distribution> distribution = Optional.empty();
    private boolean tooMany;
    private boolean tooManyOwned;
    private int unusable;

    FileSink(String path, int packageLimit, int textLeft, int ownedLeft) {
        this.path = path;
        this.packageLimit = Math.min(packageLimit, Limits.PACKAGES_PER_FILE);
        this.textLeft = textLeft;
        this.ownedLeft = ownedLeft;
    }

    @Override
    public void found(Package found) {
        int text = text(found);
        if (!usable(found)) {
            unusable++;
        } else if (packages.size() < packageLimit && text <= textLeft) {
            textLeft -= text;
            packages.add(found.evidence().isEmpty() ? found.withEvidence(List.of(Evidence.of("/" + path))) : found);
        } else {
            tooMany = true;
        }
    }

    @Override
    public void distribution(Distribution told) {
        distribution = Optional.of(told);
    }

    @Override
    public void owns(String packageName, String ownedPath) {
        ownedText += ownedPath.length();
        if (ownedText > Limits.OWNED_TEXT) {
            throw new UncheckedIOException(new IOException("names more files than the limit: the rest is not read"));
        }
        if (!Ownership.matters(ownedPath)) {
            return;
        }
        if (ownedLeft == 0) {
            tooManyOwned = true;
            return;
        }
        ownedLeft--;
        PathSet.Builder paths = owned.get(packageName);
        if (paths == null) {
            paths = new PathSet.Builder(Limits.OWNED_PER_LAYER);
            owned.put(packageName, paths);
        }
        paths.add(Ownership.canonical(ownedPath));
    }

    @Override
    public void secret(Secret secret) {
        add(secret, secrets, Limits.SECRETS_PER_FILE, "holds more secrets");
    }

    @Override
    public void account(Account account) {
        add(account, accounts, Limits.ACCOUNTS_PER_FILE, "lists more accounts");
    }

    @Override
    public void group(Group group) {
        add(group, groups, Limits.ACCOUNTS_PER_FILE, "lists more groups");
    }

    @Override
    public void program(Program program) {
        add(program, programs, Limits.PROGRAMS_PER_FILE, "calls more programs");
    }

    private <T> void add(T fact, List<T> facts, int most, String otherwise) {
        if (facts.size() < most) {
            facts.add(fact);
        } else {
            tooManyOf.add(otherwise + " than the limit: only the first " + most + " were taken");
        }
    }

    @Override
    public void gap(String reason) {
        add(gaps, reason);
    }

    @Override
    public void unnamed(String reason) {
        add(unnamed, reason);
    }

    private static void add(List<String> reasons, String reason) {
        if (reasons.size() < Limits.GAPS_PER_FILE) {
            reasons.add(reason.length() > Limits.REASON ? reason.substring(0, Limits.REASON) + "…" : reason);
        }
    }

    int packageCount() {
        return packages.size();
    }

    int textLeft() {
        return textLeft;
    }

    int ownedLeft() {
        return ownedLeft;
    }

    FileFacts facts(String cataloger) {
        if (tooMany) {
            gap("tells of more packages than the limit: only the first " + packages.size() + " were taken");
        }
        tooManyOf.forEach(this::gap);
        if (tooManyOwned) {
            gap("owns more files than the limit: the others count as nobody's");
        }
        if (unusable > 0) {
            unnamed("holds " + unusable + " packages without a usable name or version");
        }
        List<FileFacts.Owned> sets = new ArrayList<>(owned.size());
        for (Map.Entry<String, PathSet.Builder> e : owned.entrySet()) {
            sets.add(new FileFacts.Owned(e.getKey(), e.getValue().build()));
        }
        Facts facts = new Facts(secrets, List.of(), accounts, groups, programs);
        return new FileFacts(path, cataloger, packages, distribution, sets, gaps, unnamed, facts);
    }

    /** Whether a package-url can be written for it and its texts are of human size. */
    private static boolean usable(Package p) {
        String name = p.name();
        if (name.isBlank() || longest(p) > Limits.TEXT) {
            return false;
        }
        return switch (p.type()) {
            case GOLANG -> name.charAt(0) != '/' && name.charAt(name.length() - 1) != '/';
            case MAVEN -> name.indexOf(':') != 0 && name.indexOf(':') != name.length() - 1;
            case NPM -> name.charAt(0) != '@' || scoped(name);
            default -> PackageType.PYPI == p.type() || !p.version().isEmpty();
        };
    }

    /** Characters of the longest of its texts that are not licences. */
    private static int longest(Package p) {
        int longest = Math.max(p.name().length(), p.version().length());
        for (Map.Entry<String, String> q : p.qualifiers().entrySet()) {
            longest =
                    Math.max(longest, Math.max(q.getKey().length(), q.getValue().length()));
        }
        if (p.source().isPresent()) {
            SourcePackage source = p.source().get();
            longest = Math.max(
                    longest, Math.max(source.name().length(), source.version().length()));
        }
        return longest;
    }

    /** Characters it takes, roughly. */
    private static int text(Package p) {
        int text = p.name().length() + 2 * p.version().length() + 100;
        for (String licence : p.licences()) {
            text += licence.length();
        }
        for (Evidence e : p.evidence()) {
            text += e.path().length();
        }
        return text < 0 ? Integer.MAX_VALUE : text;
    }

    private static boolean scoped(String name) {
        int slash = name.indexOf('/');
        return slash > 1 && slash < name.length() - 1;
    }
}
