package dev.hullmark.server.watch;

import dev.hullmark.image.Platform;
import dev.hullmark.image.RegistryListing.Found;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What tells the images of one name apart. */
final class PlatformNames {
    /** Characters; whoever pushes an index writes them. */
    private static final int LONGEST = 100;

    private PlatformNames() {}

    /**
     * Another text for each: {@code linux/arm64/v8}; {@code windows(10.0.17763.6054)/amd64} where several are alike but for
     * the system's version; numbered where they are still alike.
     *
     * @return in their order; "" for one image alone
     */
    static List<String> of(List<Found> found) {
        if (found.size() == 1) {
            return List.of("");
        }
        List<String> plain = found.stream().map(one -> text(one, false)).toList();
        Set<String> seen = new HashSet<>();
        Set<String> several = new HashSet<>();
        plain.stream().filter(text -> !seen.add(text)).forEach(several::add);
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String text = several.contains(plain.get(i)) ? text(found.get(i), true) : plain.get(i);
            String name = text;
            // The index's order counts on: no text takes more turns than there are images.
            for (int number = 2; !taken.add(name); number++) {
                name = (text + " (" + number + ")").trim();
            }
            names.add(name);
        }
        return names;
    }

    private static String text(Found one, boolean version) {
        String text = one.platform().map(p -> text(p, version)).orElse("");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String text(Platform p, boolean version) {
        String os = version && !p.osVersion().isEmpty() ? p.os() + "(" + p.osVersion() + ")" : p.os();
        return os + "/" + p.architecture() + (p.variant().isEmpty() ? "" : "/" + p.variant());
    }
}
