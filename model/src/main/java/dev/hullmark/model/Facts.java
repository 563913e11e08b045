package dev.hullmark.model;

import java.util.List;

/**
 * What was read besides packages.
 *
 * @param secrets by layer, path and line; those of the image's configuration first
 * @param specialFiles those that no later layer hides, by path
 */
public record Facts(List<Secret> secrets, List<SpecialFile> specialFiles) {
    /** As {@link Inventory#catalogers} names what searches files for secrets. */
    public static final String SECRETS = "secrets";

    /** As {@link Inventory#catalogers} names what notes permissions. */
    public static final String PERMISSIONS = "permissions";

    /** Nothing. */
    public static final Facts EMPTY = new Facts(List.of(), List.of());

    public Facts {
        secrets = List.copyOf(secrets);
        specialFiles = List.copyOf(specialFiles);
    }

    public boolean isEmpty() {
        return secrets.isEmpty() && specialFiles.isEmpty();
    }
}
