package dev.hullmark.server.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** Which addresses are public, by IANA's registries of special-purpose addresses (RFC 6890), and how they are written. */
final class Addresses {
    private static final int LONGEST = 253;

    /** Not for the open Internet: this network, private, shared, loopback, link-local, documentation, multicast … */
    private static final List<Network> CLOSED = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Of those that are public by the next list: protocols' own (Teredo too), documentation, 6to4.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All that IANA gave out of IPv6. What maps or translates IPv4 lies outside. */
    private static final Network GLOBAL_V6 = Network.parse("2000::/3").orElseThrow();

    private Addresses() {}

    private static List<Network> networks(String... texts) {
        return List.of(texts).stream()
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }

    static boolean open(InetAddress address) {
        boolean closed = CLOSED.stream().anyMatch(network -> network.covers(address));
        return !closed && (address instanceof Inet4Address || GLOBAL_V6.covers(address));
    }

    /** In small letters, without brackets and the last full stop. */
    static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * Whether a bare host is a name, or an address in its usual spelling. What ends in a number is taken for an IPv4
     * address by many programs (URL Standard, "ends in a number"): 2130706433, 0177.0.0.1, 0x7f.1.
     */
    static boolean named(String host) {
        if (host.indexOf(':') >= 0) {
            return host.chars().allMatch(c -> (Character.digit(c, 16) >= 0 && c < 128) || c == ':' || c == '.');
        }
        boolean letters =
                host.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0));
        if (host.isEmpty() || host.length() > LONGEST || !letters) {
            return false;
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        boolean number = last.chars().allMatch(c -> c >= '0' && c <= '9') || last.startsWith("0x");
        return !number || Network.dotted(host);
    }

    /** A hostile one in a message: bounded, on one line. */
    static String shown(String host) {
        StringBuilder shown = new StringBuilder();
        host.codePoints().limit(100).forEach(c -> shown.append(c > 32 && c < 127 ? (char) c : '?'));
        return shown.toString();
    }
}
