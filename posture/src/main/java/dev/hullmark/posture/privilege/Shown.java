package dev.hullmark.posture.privilege;

import dev.hullmark.model.RunSettings;
import java.util.List;

/**
 * What running the image showed of advice.
 *
 * @param settings the advised, or those that came of them
 * @param broke why it does not work as somebody else than root, or with these settings; "" when nothing shows that
 * @param lowPorts below 1024 that it listens on, {@code 80/tcp}
 */
public record Shown(RunSettings settings, String broke, List<String> lowPorts) {
    public Shown {
        lowPorts = List.copyOf(lowPorts);
    }
}
