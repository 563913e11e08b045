package dev.hullmark.model;

import java.util.List;

/**
 * What was read besides packages.
 *
 * @param secrets by layer, path and line; those of the image's configuration first
 * @param specialFiles those that no later layer hides, by path
 * @param accounts of {@code etc/passwd}, in its order: the first of a name counts
 * @param groups of {@code etc/group}, in its order
 * @param programs those that no later layer hides, by path and line
 */
public record Facts(
        List<Secret> secrets,
        List<SpecialFile> specialFiles,
        List<Account> accounts,
        List<Group> groups,
        List<Program> programs) {
    /** As {@link Inventory#catalogers} names what searches files for secrets. */
    public static final String SECRETS = "secrets";

    /** As {@link Inventory#catalogers} names what notes permissions. */
    public static final String PERMISSIONS = "permissions";

    /** As {@link Inventory#catalogers} names what reads accounts and groups. */
    public static final String ACCOUNTS = "accounts";

    /** As {@link Inventory#catalogers} names what notes programs. */
    public static final String PROGRAMS = "programs";

    /** As coverage names an image's configuration, where a document does not tell it. */
    public static final String CONFIGURATION = "configuration";

    /** Nothing. */
    public static final Facts EMPTY = new Facts(List.of(), List.of(), List.of(), List.of(), List.of());

    public Facts {
        secrets = List.copyOf(secrets);
        specialFiles = List.copyOf(specialFiles);
        accounts = List.copyOf(accounts);
        groups = List.copyOf(groups);
        programs = List.copyOf(programs);
    }

    public boolean isEmpty() {
        return secrets.isEmpty()
                && specialFiles.isEmpty()
                && accounts.isEmpty()
                && groups.isEmpty()
                && programs.isEmpty();
    }

    public Facts withSecrets(List<Secret> others) {
        return new Facts(others, specialFiles, accounts, groups, programs);
    }

    public Facts withSpecialFiles(List<SpecialFile> others) {
        return new Facts(secrets, others, accounts, groups, programs);
    }

    public Facts withAccounts(List<Account> others, List<Group> otherGroups) {
        return new Facts(secrets, specialFiles, others, otherGroups, programs);
    }

    public Facts withPrograms(List<Program> others) {
        return new Facts(secrets, specialFiles, accounts, groups, others);
    }
}
