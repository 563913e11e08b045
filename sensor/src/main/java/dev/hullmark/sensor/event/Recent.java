package dev.hullmark.sensor.event;

import dev.hullmark.sensor.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was noted last: beyond {@link Limits#KNOWN} entries the oldest are forgotten. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > Limits.KNOWN;
    }
}
