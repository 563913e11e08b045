package dev.hullmark.image;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is asked without a proxy, as Go's programs read {@code NO_PROXY} (golang.org/x/net/http/httpproxy): separated by
 * commas, {@code *}, an address, a network ({@code 10.0.0.0/8}), or a domain with all below it; with a leading dot only
 * what is below it; any but a network may end in a port. Names are not looked up.
 */
final class NoProxy {
    private final String[] entries;

    NoProxy(String text) {
        entries = text.toLowerCase(Locale.ROOT).split(",", -1);
    }

    /** @param host in lower case; an IPv6 address in brackets or not */
    boolean covers(String host, int port) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        Optional<InetAddress> address = address(bare);
        for (String entry : entries) {
            if (covers(entry.strip(), bare, address, port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String entry, String host, Optional<InetAddress> address, int port) {
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            Optional<InetAddress> network = address(entry.substring(0, slash));
            return address.isPresent()
                    && network.isPresent()
                    && inside(network.get(), entry.substring(slash + 1), address.get());
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (address.isPresent()) {
            return address(name).equals(address);
        }
        if (name.startsWith("*.")) {
            name = name.substring(1);
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inside(InetAddress network, String length, InetAddress address) {
        byte[] a = network.getAddress();
        byte[] b = address.getAddress();
        int bits;
        try {
            bits = length.length() > 3 ? -1 : Integer.parseInt(length);
        } catch (NumberFormatException e) {
            return false;
        }
        if (a.length != b.length || bits < 0 || bits > a.length * 8) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((a[i / 8] & mask) != (b[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of a literal; a name is none. */
    private static Optional<InetAddress> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
