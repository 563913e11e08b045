package dev.hullmark.posture.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where file systems of their own are mounted (proc_pid_mountinfo(5)). */
final class Partitions {
    private static final int FIELDS = 6;

    private Partitions() {}

    /** Mount points, but not those of a directory of the file system they lie in: that is no partition. */
    static Set<String> of(String mountinfo) {
        Map<String, String> devices = new HashMap<>();
        mountinfo
                .lines()
                .map(line -> line.split(" ", FIELDS))
                .filter(f -> f.length == FIELDS)
                .forEach(f -> devices.put(f[0], f[2]));
        Set<String> points = new HashSet<>();
        mountinfo
                .lines()
                .map(line -> line.split(" ", FIELDS))
                .filter(f -> f.length == FIELDS && !f[2].equals(devices.get(f[1])))
                .forEach(f -> points.add(unescaped(f[4])));
        return points;
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
