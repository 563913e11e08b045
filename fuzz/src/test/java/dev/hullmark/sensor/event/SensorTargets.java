package dev.hullmark.sensor.event;

import dev.hullmark.fuzz.Target;
import java.util.HexFormat;

/** What containers send, which the sensor reads. */
public final class SensorTargets {
    private SensorTargets() {}

    public static Target dns() {
        return Target.of(
                "dns",
                input -> DnsMessage.read(input).isPresent(),
                HexFormat.of().parseHex("123401000001000000000000037777770765786d03636f6d0000010001"),
                HexFormat.of().parseHex("123481800001000100000000000001000100000100010000003c00040a000001"));
    }
}
