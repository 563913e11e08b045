package dev.hullmark.sensor;

import dev.hullmark.sensor.btf.Btf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the kernel asks programs before it does something: its list of security modules has {@code bpf}. */
final class SecurityHooks {
    private static final Path MODULES = Path.of("/sys/kernel/security/lsm");

    private SecurityHooks() {}

    static boolean present() {
        try {
            return List.of(Files.readString(MODULES).strip().split(",")).contains("bpf");
        } catch (IOException e) {
            return false; // Not mounted: nobody set it up.
        }
    }

    /** The number of the hook's function. */
    static int function(Btf types, String hook) {
        return types.function("bpf_lsm_" + hook).orElse(0);
    }
}
