package dev.hullmark.posture.container;

/**
 * A socket that waits for whoever comes.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param address the address it is bound to: {@code 0.0.0.0} and {@code ::} stand for all
 * @param program who holds it, or "" when that could not be seen
 */
public record Listener(String protocol, String address, int port, String program) {
    /** {@code 80/tcp}, as engines write ports. */
    public String text() {
        return port + "/" + protocol;
    }

    /** Whether only the container itself gets there. */
    public boolean loopback() {
        return address.startsWith("127.") || address.equals("::1");
    }

    public boolean everywhere() {
        return address.equals("0.0.0.0") || address.equals("::");
    }
}
