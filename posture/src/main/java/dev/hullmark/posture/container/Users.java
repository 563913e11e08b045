package dev.hullmark.posture.container;

/** Whose users an engine's processes have where they can't be looked at here. */
enum Users {
    /** The host's. */
    HOST,
    /** The host's, each perhaps another inside. */
    MAYBE_MAPPED,
    /** Of the engine's own user namespace. */
    ROOTLESS;

    static Users of(SecurityOptions options, boolean podman) {
        if (options.has("rootless") && !podman) {
            return ROOTLESS;
        }
        return options.has("userns") || podman ? MAYBE_MAPPED : HOST;
    }
}
