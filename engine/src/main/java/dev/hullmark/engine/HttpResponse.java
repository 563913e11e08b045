package dev.hullmark.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/1.1 answer (RFC 9112), read strictly: what is ambiguous is refused.
 *
 * @param headers by lower-case name; the first of several with one name
 * @param wire what the body is read through, to change its limits in time
 */
record HttpResponse(int status, Map<String, String> headers, InputStream body, WireInput wire) implements Closeable {

    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** @param bodiless whether the request was one whose answer has no body, whatever its headers say (HEAD) */
    static HttpResponse read(WireInput wire, boolean bodiless) throws IOException {
        for (int interim = 0; interim <= Limits.INTERIM_ANSWERS; interim++) {
            int status = status(wire.line(Limits.HEAD_BYTES));
            Map<String, String> headers = headers(wire);
            if (status >= 200) {
                InputStream body =
                        bodiless || status == 204 || status == 304 ? HttpBody.ofLength(wire, 0) : body(wire, headers);
                return new HttpResponse(status, headers, body, wire);
            }
        }
        throw new HttpSyntaxException("interim answers without end");
    }

    private static int status(String line) throws IOException {
        boolean ours = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
        if (!ours || line.length() < 12 || (line.length() > 12 && line.charAt(12) != ' ')) {
            throw new HttpSyntaxException("something else than HTTP");
        }
        int status = 0;
        for (int i = 9; i < 12; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                throw new HttpSyntaxException("something else than HTTP");
            }
            status = status * 10 + (c - '0');
        }
        if (status < 100) {
            throw new HttpSyntaxException("an impossible status");
        }
        return status;
    }

    private static Map<String, String> headers(WireInput wire) throws IOException {
        Map<String, String> headers = new HashMap<>();
        int room = Limits.HEAD_BYTES;
        for (int count = 0; ; count++) {
            String line = wire.line(Math.max(1, room));
            if (line.isEmpty()) {
                return headers;
            }
            room -= line.length();
            if (count >= Limits.HEADERS || room <= 0) {
                throw new HttpSyntaxException("headers without end");
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.charAt(colon - 1) == ' ') {
                throw new HttpSyntaxException("a header without a name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String earlier = headers.putIfAbsent(name, value);
            boolean frames = name.equals("content-length") || name.equals("transfer-encoding");
            if (earlier != null && frames && !earlier.equals(value)) {
                throw new HttpSyntaxException("two different " + name + " headers");
            }
        }
    }

    private static InputStream body(WireInput wire, Map<String, String> headers) throws IOException {
        String encoding = headers.getOrDefault("transfer-encoding", "");
        String length = headers.getOrDefault("content-length", "");
        if (!encoding.isEmpty()) {
            if (!encoding.equalsIgnoreCase("chunked") || !length.isEmpty()) {
                throw new HttpSyntaxException("a body framed in an unknown way");
            }
            return HttpBody.chunked(wire);
        }
        return length.isEmpty() ? HttpBody.untilClose(wire) : HttpBody.ofLength(wire, length(length));
    }

    private static long length(String text) throws IOException {
        if (text.length() > 18) {
            throw new HttpSyntaxException("an impossible length");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new HttpSyntaxException("an impossible length");
            }
        }
        return Long.parseLong(text);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
