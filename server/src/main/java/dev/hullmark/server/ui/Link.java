package dev.hullmark.server.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An address on this server, put together so that nothing in a name can change where it leads. */
public final class Link {
    private final String path;
    private final Map<String, String> query;

    private Link(String path, Map<String, String> query) {
        this.path = path;
        this.query = query;
    }

    /** @param segments each is encoded */
    public static Link to(String path, String... segments) {
        StringBuilder whole = new StringBuilder(path);
        for (String segment : segments) {
            whole.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return new Link(whole.toString(), new LinkedHashMap<>());
    }

    public static Link image(String digest) {
        return new Link("/images/" + encoded(digest), new LinkedHashMap<>());
    }

    public static Link vulnerability(String id) {
        return new Link("/vulnerabilities/" + encoded(id), new LinkedHashMap<>());
    }

    /** Colons are left, so that a digest looks like one. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }

    /** The same with one more, or another; "" takes it away. */
    public Link with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Link(path, changed);
    }

    @Override
    public String toString() {
        StringBuilder whole = new StringBuilder(path);
        query.forEach((name, value) -> whole.append(whole.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return whole.toString();
    }
}
