package dev.hullmark.posture.container;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads /proc/PID/net/tcp and its like (Documentation/networking/proc_net_tcp.rst). */
final class SocketTable {
    private SocketTable() {}

    private static final String LISTEN = "0A";
    private static final String UNCONNECTED = "07";

    /** A socket that waits. */
    record Socket(String protocol, String address, int port, long inode) {}

    /** @param table {@code tcp}, {@code tcp6}, {@code udp} or {@code udp6} */
    static List<Socket> listening(String lines, String table) {
        String protocol = table.substring(0, 3);
        String state = protocol.equals("tcp") ? LISTEN : UNCONNECTED;
        List<Socket> sockets = new ArrayList<>();
        for (String line : lines.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 9 && words[3].equals(state)) {
                try {
                    int colon = words[1].indexOf(':');
                    sockets.add(new Socket(
                            protocol,
                            address(words[1].substring(0, colon)),
                            HexFormat.fromHexDigits(words[1], colon + 1, words[1].length()),
                            Long.parseLong(words[9])));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    // Not as the kernel writes it.
                }
            }
        }
        return sockets;
    }

    /** Words of four bytes, each in the order of this machine's kind: little-endian wherever containers run today. */
    private static String address(String hex) {
        byte[] words = HexFormat.of().parseHex(hex);
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        try {
            InetAddress ip = InetAddress.getByAddress(address);
            return ip.isAnyLocalAddress() && address.length == 16
                    ? "::"
                    : ip.isLoopbackAddress() && address.length == 16 ? "::1" : ip.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + hex, e);
        }
    }
}
