package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses among the images of an index. Pure, so that archives and registries choose alike.
 *
 * @param <T> what stands for one image
 * @param chosen the image to read
 * @param gaps told when it is not the one that would have been read here, had its bytes been there
 */
public record PlatformChoice<T>(T chosen, List<Coverage> gaps) {
    public PlatformChoice {
        gaps = List.copyOf(gaps);
    }

    /**
     * One image on offer.
     *
     * @param image what stands for it
     * @param platform what it runs on
     * @param name which of several images of a layout it belongs to; the same for all platforms of one image
     * @param present whether its bytes can be had
     */
    public record Offer<T>(T image, Platform platform, String name, boolean present) {}

    /**
     * Chooses: the platform asked for; else linux on this machine's processor; else the only one there is.
     *
     * @param from what holds the images, for messages: a path or reference
     * @throws ImageException when none or several could be meant; it lists what there is
     */
    public static <T> PlatformChoice<T> of(List<Offer<T>> offers, Optional<Platform> asked, String from) {
        Platform wanted = asked.orElseGet(Platform::ofThisMachine);
        List<Offer<T>> fitting = new ArrayList<>();
        List<Offer<T>> present = new ArrayList<>();
        boolean absent = false;
        for (Offer<T> offer : offers) {
            boolean fits = wanted.accepts(offer.platform);
            absent |= fits && !offer.present;
            if (offer.present) {
                present.add(offer);
                if (fits) {
                    fitting.add(offer);
                }
            }
        }
        if (present.isEmpty()) {
            throw new ImageException(
                    offers.isEmpty()
                            ? from + " holds no image."
                            : from + " names an image for " + list(offers) + ", but holds the bytes of none.");
        }
        if (!fitting.isEmpty()) {
            refuseSeveral(fitting, from);
            return new PlatformChoice<>(fitting.getFirst().image, List.of());
        }
        if (asked.isPresent() || present.size() > 1) {
            throw new ImageException(
                    from + " holds no image for " + wanted + "; choose with --platform among " + list(present) + ".");
        }
        Offer<T> only = present.getFirst();
        List<Coverage> gaps = absent
                ? List.of(Coverage.none(
                        "platform:" + wanted, "its bytes are not there; " + only.platform + " was read instead"))
                : List.of();
        return new PlatformChoice<>(only.image, gaps);
    }

    private static <T> void refuseSeveral(List<Offer<T>> fitting, String from) {
        Set<String> names = new LinkedHashSet<>();
        for (Offer<T> offer : fitting) {
            names.add(offer.name);
        }
        if (names.size() > 1) {
            throw new ImageException(from + " holds several images; name one behind a colon, as in " + from + ":NAME: "
                    + clip(String.join(", ", names)) + ".");
        }
    }

    private static <T> String list(List<Offer<T>> offers) {
        Set<String> all = new LinkedHashSet<>();
        for (Offer<T> offer : offers) {
            all.add(offer.platform.toString());
        }
        return clip(String.join(", ", all));
    }

    static String clip(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
