package dev.hullmark.cli;

import dev.hullmark.advisories.UpdateRequest;
import dev.hullmark.model.HullmarkException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = "Watch registries, read every image once, and judge all of them again whenever advisories change."
                + " Answers by REST; see docs/server.md.",
        footer = {
            "",
            "Examples:",
            "  hullmark server --registry https://registry.example.com",
            "  hullmark server --registry http://127.0.0.1:5000 --admin-token-file admin.token",
            "  hullmark server --database 'jdbc:postgresql://db.example.com/hullmark?user=hullmark'",
            "  curl -H \"Authorization: Bearer $(cat admin.token)\" http://127.0.0.1:8080/api/v1/images"
        })
final class ServerCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "server",
            "How a server is run",
            List.of(
                    Property.of("listen"),
                    Property.path("data"),
                    Property.of("database"),
                    Property.of("registry"),
                    Property.of("poll"),
                    Property.path("admin-token-file"),
                    Property.path("certificate"),
                    Property.path("key"),
                    Property.of("plain-http"),
                    Property.of("refresh"),
                    Property.of("allow-host"),
                    Property.of("public-url"),
                    Property.of("trusted-proxy"),
                    Property.of("oidc-issuer"),
                    Property.of("oidc-client-id"),
                    Property.path("oidc-client-secret-file"),
                    Property.of("oidc-role-claim"),
                    Property.of("oidc-roles"),
                    Property.of("repository"),
                    Property.of("tag"),
                    Property.of("manual"),
                    Property.of("largest-layer"),
                    Property.of("attach")));

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8080",
            description = "Where to answer; default: 127.0.0.1:8080, this machine alone.")
    private String listen = "127.0.0.1:8080";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database, advisories and layers lie; default: 'server' in Hullmark's own.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST/NAME?user=…, which several servers may share; default: SQLite.")
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Watch this registry; http:// asks without TLS. May be given more than once.")
    private List<String> registries = List.of();

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = TimeConverter.class,
            description = "Look for what no notification told this often; default: 5m.")
    private Duration poll = Duration.ofMinutes(5);

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "Write an administrator's token here at the first start; one that is there is taken.")
    private Optional<Path> adminTokenFile = Optional.empty();

    @Option(names = "--certificate", paramLabel = "FILE", description = "Speak TLS with this chain (PEM); needs --key.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "The certificate's private key (PEM, PKCS#8).")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--plain-http",
            description = "Answer other machines without TLS: something before this server speaks it.")
    private boolean plainHttp;

    @Option(names = "--offline", description = "Fetch no advisories; wait for imports ('hullmark db import').")
    private boolean offline;

    @Option(
            names = "--feed-url",
            paramLabel = "URL",
            description = "Where advisories come from, laid out as OSV's public bucket.")
    private Optional<URI> feedUrl = Optional.empty();

    @Option(
            names = "--refresh",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = TimeConverter.class,
            description = "Fetch advisories this often; default: 1h.")
    private Duration refresh = Duration.ofHours(1);

    @Option(
            names = "--allow-host",
            paramLabel = "HOST|CIDR",
            description = "Let users have this called (webhooks, mail servers) though it is not public: a host's name,"
                    + " with a port if only that, or a network. May be given more than once.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "What users type to get here, where that is a reverse proxy's address.")
    private Optional<URI> publicUrl = Optional.empty();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description = "A reverse proxy whose X-Forwarded-For is believed. May be given more than once.")
    private List<String> trustedProxies = List.of();

    @Mixin
    private OidcOptions oidc = new OidcOptions();

    @Option(
            names = "--repository",
            paramLabel = "PATTERN",
            description =
                    "Only what fits, for instance 'registry.example.com/team/**'; '!…' takes out. May be given more"
                            + " than once.")
    private List<String> repositories = List.of();

    @Option(
            names = "--tag",
            paramLabel = "PATTERN",
            description = "Only tags that fit, for instance 'v*' or '!*-dev'. May be given more than once.")
    private List<String> tags = List.of();

    @Option(
            names = "--manual",
            paramLabel = "PATTERN",
            description = "Repositories whose images are listed, and read only when somebody asks.")
    private List<String> manual = List.of();

    @Option(
            names = "--largest-layer",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            defaultValue = "16G",
            description = "Leave out images with a larger layer, as it is sent; default: 16G.")
    private long largestLayer = 16L << 30;

    @Option(
            names = "--attach",
            description = "Attach each image's SBOM and findings to it in its registry; needs to be allowed to push.")
    private boolean attach;

    @Option(
            names = "--healthy",
            description = "Start nothing: ask the server that runs here with these settings whether it answers;"
                    + " exit code 0 or 1.")
    private boolean healthy;

    @Override
    public Integer call() {
        if (certificate.isPresent() != key.isPresent()) {
            throw new HullmarkException("TLS needs both --certificate and --key.");
        }
        int colon = listen.lastIndexOf(':');
        String host = colon < 0 ? listen : listen.substring(0, colon);
        if (healthy) {
            int port = port(colon < 0 ? "" : listen.substring(colon + 1));
            return Health.answers(host, port, certificate) ? ExitCode.DONE : ExitCode.VIOLATED;
        }
        if (certificate.isEmpty() && !plainHttp && !LOOPBACK.matcher(host).matches()) {
            throw new HullmarkException(
                    "Passwords and tokens would cross the network in the clear: give --certificate and"
                            + " --key, or --plain-http where something before this server speaks TLS.");
        }
        ServerStart.run(new ServerStart.Asked(
                host,
                port(colon < 0 ? "" : listen.substring(colon + 1)),
                data.orElseGet(() -> Home.of(System.getenv()).data().resolve("server")),
                database,
                registries,
                longEnough(poll, "--poll"),
                adminTokenFile,
                certificate,
                key,
                offline ? Optional.empty() : Optional.of(feedUrl.orElse(UpdateRequest.OSV)),
                longEnough(refresh, "--refresh"),
                allowedHosts,
                publicUrl.map(ServerCommand::site),
                trustedProxies,
                oidc.asked(),
                repositories,
                tags,
                manual,
                largestLayer,
                attach));
        return ExitCode.DONE;
    }

    /** Nothing but scheme, host and port: pages live at the root. */
    private static URI site(URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null
                && url.getUserInfo() == null
                && ("".equals(url.getPath()) || "/".equals(url.getPath()));
        if (!web || url.getHost() == null || !bare) {
            throw new HullmarkException("'" + url + "' is no --public-url, for instance https://hullmark.example.com.");
        }
        return url;
    }

    private int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new HullmarkException("'" + listen + "' is no HOST:PORT, for instance 127.0.0.1:8080.");
    }

    private static Duration longEnough(Duration time, String option) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new HullmarkException(option + " is to be a second or more.");
        }
        return time;
    }
}
