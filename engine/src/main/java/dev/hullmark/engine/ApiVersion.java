package dev.hullmark.engine;

/** A version of the Engine API, {@code 1.41}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Docker 20.10, Podman 3 and 4. */
    static final ApiVersion OLDEST = new ApiVersion(1, 41);

    /** The newest whose answers we have read the specification of. */
    static final ApiVersion NEWEST = new ApiVersion(1, 50);

    /** {@code platform} on GET /images/NAME/get and /history. */
    static final ApiVersion EXPORT_OF_PLATFORM = new ApiVersion(1, 48);

    /** {@code platform} on GET /images/NAME/json. */
    static final ApiVersion INSPECT_OF_PLATFORM = new ApiVersion(1, 49);

    static ApiVersion parse(String text) {
        int dot = text.indexOf('.');
        try {
            if (dot > 0 && text.length() < 10) {
                return new ApiVersion(
                        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new EngineException("the engine calls its API version \"" + Text.clean(text) + "\", which is no version");
    }

    boolean has(ApiVersion feature) {
        return compareTo(feature) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
