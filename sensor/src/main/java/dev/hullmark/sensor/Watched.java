package dev.hullmark.sensor;

import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import dev.hullmark.sensor.program.Maps;
import dev.hullmark.sensor.program.Watch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
            maps.names().set(maps.names().key(entry.getKey()), entry.getValue());
        }
        for (var entry : options.entrySet()) {
            if (entry.getKey().number() >= 0) {
                maps.calls().set(maps.calls().key(entry.getKey().number()), entry.getValue());
            }
        }
        for (String prefix : prefixes) {
            long first = ByteBuffer.wrap(prefix.getBytes(StandardCharsets.UTF_8))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            maps.prefixes().set(maps.prefixes().key(first), 1);
        }
    }
}
