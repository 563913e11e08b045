package dev.hullmark.sensor;

import dev.hullmark.sensor.bpf.BpfMap;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Watch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the kernel tells of beyond the first time.
 *
 * @param names names of files and folders to bits of {@link Watch}; of a long one the first 23 bytes count
 * @param options system calls to bits of {@link Watch}
 * @param prefixes beginnings of paths, 8 bytes each, for calls with {@link Watch#PREFIXED}
 */
public record Watched(Map<String, Integer> names, Map<SystemCall, Integer> options, List<String> prefixes) {
    private static final int PREFIX_BYTES = 8;

    public Watched {
        names = Map.copyOf(names);
        options = Map.copyOf(options);
        prefixes = List.copyOf(prefixes);
    }

    /** What attacks on containers touch, and the system calls they need. */
    public static Watched builtIn() {
        return new Watched(BuiltIn.NAMES, BuiltIn.CALLS, BuiltIn.PREFIXES);
    }

    /** The system calls that are told as they are. */
    public List<SystemCall> calls() {
        return List.copyOf(options.keySet());
    }

    /** Writes it to where the programs look. */
    void fill(Maps maps) throws LinuxException {
        for (var entry : names.entrySet()) {
            // As the programs read a name: at most so many bytes and a zero.
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            int room = maps.names().key().capacity();
            put(
                    maps.names(),
                    Arrays.copyOf(Arrays.copyOf(name, Math.min(name.length, room - 1)), room),
                    entry.getValue());
        }
        for (var entry : options.entrySet()) {
            if (entry.getKey().number() >= 0) {
                byte[] key =
                        maps.calls().key().putInt((int) entry.getKey().number()).array();
                put(maps.calls(), key, entry.getValue());
            }
        }
        for (String prefix : prefixes) {
            put(maps.prefixes(), Arrays.copyOf(prefix.getBytes(StandardCharsets.UTF_8), PREFIX_BYTES), 1);
        }
    }

    private static void put(BpfMap map, byte[] key, long value) throws LinuxException {
        map.put(key, map.value().putLong(value).array());
    }
}
