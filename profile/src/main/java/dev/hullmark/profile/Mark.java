package dev.hullmark.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a trial's containers, by which what a killed run left behind is found. A name and no label: labels come with
 * an image, and whoever made it could have its containers removed.
 *
 * @param place the host since it was booted, and the pid namespace: a pid says nothing elsewhere
 * @param pid of this process
 */
record Mark(String place, long pid) {
    static final String PREFIX = "hullmark-prove-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-z]{1,40})-(\\d{1,9})-(\\d{1,12})-\\d{1,9}");

    /** Longer than anybody watches. */
    private static final Duration OLD = Duration.ofDays(1);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static Mark ofProcess() {
        String boot = text(Path.of("/proc/sys/kernel/random/boot_id"));
        String namespace = "";
        try {
            namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            // No Linux: the boot id is missing as well, and only old ones go.
        }
        String place = (boot + namespace).replaceAll("[^0-9a-f]", "");
        return new Mark(
                place.isEmpty() ? "0" : shortened(place),
                ProcessHandle.current().pid());
    }

    private static String shortened(String place) {
        return place.length() <= 40 ? place : place.substring(place.length() - 40);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** A name that no other container has. */
    String name(Instant now) {
        return PREFIX + place + "-" + pid + "-" + now.getEpochSecond() + "-" + NUMBER.incrementAndGet();
    }

    /**
     * Whether nobody watches that container any more.
     *
     * @param alive whether a process of this place runs
     */
    boolean isLeftover(String name, Instant now, LongPredicate alive) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return false;
        }
        boolean dead =
                parts.group(1).equals(place) && !place.equals("0") && !alive.test(Long.parseLong(parts.group(2)));
        return dead
                || Instant.ofEpochSecond(Long.parseLong(parts.group(3)))
                        .plus(OLD)
                        .isBefore(now);
    }
}
