package dev.hullmark.server.watch;

import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.ReadBudget;
import dev.hullmark.image.RegistryOptions;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Progress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A registry whose images are watched.
 *
 * @param host with its port, as references have it: {@code registry.example.com:5000}
 * @param plain whether it is asked without TLS
 */
public record Registry(String host, boolean plain) {
    private static final String EXAMPLE = "write it like https://registry.example.com, or http://… without TLS";

    /**
     * Reads {@code https://HOST[:PORT]}, {@code http://HOST[:PORT]} or {@code HOST[:PORT]}.
     *
     * @throws HullmarkException for anything else
     */
    public static Registry parse(String text) {
        if (!text.contains("://")) {
            return parse("https://" + text);
        }
        try {
            URI uri = new URI(text);
            boolean plain = "http".equalsIgnoreCase(uri.getScheme());
            boolean web = plain || "https".equalsIgnoreCase(uri.getScheme());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && (path.isEmpty() || path.equals("/"))) {
                return new Registry(uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()), plain);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new HullmarkException("'" + text + "' is no registry; " + EXAMPLE + ".");
    }

    /** Always with its port. */
    public String address() {
        boolean port = host.indexOf(':', host.lastIndexOf(']') + 1) >= 0;
        return port ? host : host + (plain ? ":80" : ":443");
    }

    /** @param temporary where what lives no longer than a scan goes */
    public OpenOptions open(Path temporary) {
        return new OpenOptions(
                Optional.empty(),
                temporary,
                Progress.NONE,
                false,
                plain,
                new RegistryOptions(plain ? List.of(host) : List.of(), List.of(), Optional.empty(), true),
                ReadBudget.DEFAULT);
    }
}
