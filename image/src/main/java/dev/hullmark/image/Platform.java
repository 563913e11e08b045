package dev.hullmark.image;

import java.util.Locale;

/**
 * What an image runs on (OCI image-spec, image-index.md).
 *
 * @param os {@code linux}
 * @param architecture as Go names it: {@code amd64}, {@code arm64}
 * @param variant {@code v7}, or ""
 * @param osVersion {@code 10.0.17763.6054} as Windows images have it, or ""; what tells them apart, and nothing else
 */
public record Platform(String os, String architecture, String variant, String osVersion) {
    public Platform(String os, String architecture, String variant) {
        this(os, architecture, variant, "");
    }

    /** linux on this machine's processor: what a container here would run. */
    public static Platform ofThisMachine() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return new Platform("linux", architecture(arch), "");
    }

    /**
     * Reads {@code linux/arm64/v8}, {@code linux/amd64} or just {@code arm64}.
     *
     * @throws ImageException for anything else
     */
    public static Platform parse(String text) {
        String[] parts = text.trim().toLowerCase(Locale.ROOT).split("/", -1);
        boolean good = parts.length <= 3;
        for (String part : parts) {
            good &= !part.isEmpty();
        }
        if (!good) {
            throw new ImageException("'" + text + "' is not a platform; write it like linux/amd64 or linux/arm/v7.");
        }
        return switch (parts.length) {
            case 1 -> new Platform("linux", architecture(parts[0]), "");
            case 2 -> new Platform(parts[0], architecture(parts[1]), "");
            default -> new Platform(parts[0], architecture(parts[1]), parts[2]);
        };
    }

    /** Whether an image for {@code offered} serves who asks for this; a variant counts only when both name one. */
    public boolean accepts(Platform offered) {
        return os.equals(offered.os)
                && architecture.equals(offered.architecture)
                && (variant.isEmpty() || offered.variant.isEmpty() || variant.equals(offered.variant));
    }

    /** Whether this names nothing real, as the entries do that hold attestations. */
    public boolean unknown() {
        return os.equals("unknown") || architecture.equals("unknown");
    }

    /** Whether nothing would ever run it: no engine asks for such a platform. */
    boolean runsNowhere() {
        return os.equals("unknown") && architecture.equals("unknown");
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }

    private static String architecture(String name) {
        return switch (name) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i686" -> "386";
            default -> name;
        };
    }
}
