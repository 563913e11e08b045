package dev.hullmark.cli;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.PackageType;
import java.util.Collection;
import java.util.Optional;

/** The line that upgrades a distribution's packages to what its repositories hold. */
final class UpgradeLine {
    private UpgradeLine() {}

    /**
     * @return nothing for packages that no distribution brings, and for names that may not stand on a command line: they
     *     come out of the image
     */
    static Optional<String> of(PackageType type, Collection<String> names, Optional<Distribution> distribution) {
        for (String name : names) {
            if (!plain(name)) {
                return Optional.empty();
            }
        }
        String all = String.join(" ", names);
        return switch (type) {
            case DEB -> Optional.of("apt-get install -y --only-upgrade " + all);
            case APK -> Optional.of("apk add --no-cache --upgrade " + all);
            case RPM -> {
                String about = distribution.map(d -> d.id() + " " + d.idLike()).orElse("");
                yield Optional.of(
                        about.contains("suse") || about.startsWith("sle")
                                ? "zypper --non-interactive update " + all
                                : "dnf upgrade -y " + all);
            }
            default -> Optional.empty();
        };
    }

    private static boolean plain(String name) {
        if (name.isEmpty() || name.charAt(0) == '-' || name.length() > 200) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "+-._".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
