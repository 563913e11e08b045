package dev.hullmark.server.ui;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.Cataloging;
import dev.hullmark.match.EndOfLife;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Progress;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.server.judge.IndexJudging;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.watch.Catalogued;
import dev.hullmark.store.Database;
import dev.hullmark.store.Hosts;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Jobs;
import dev.hullmark.store.Spread;
import dev.hullmark.store.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A made-up company's server: some forty images on registry.example.com that came during a month, judged by made-up
 * advisories. A week ago new ones came. Always the same but for the date.
 */
final class Demo {
    static final String REGISTRY = "registry.example.com";
    private static final int DAYS = 30;
    private static final int NEWS = 7;

    private static final Distribution DEBIAN =
            new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "");

    /** {@code SOURCE BINARY VERSION LICENCE} of Debian packages in every base. */
    private static final List<String> BASE = List.of(
            "openssl libssl3 3.0.15-1~deb12u1 Apache-2.0", "openssl openssl 3.0.15-1~deb12u1 Apache-2.0",
            "glibc libc6 2.36-9+deb12u8 LGPL-2.1-or-later", "glibc libc-bin 2.36-9+deb12u8 LGPL-2.1-or-later",
            "zlib zlib1g 1:1.2.13.dfsg-1 Zlib", "systemd libsystemd0 252.31-1~deb12u1 LGPL-2.1-or-later",
            "perl perl-base 5.36.0-7+deb12u1 GPL-1.0-or-later", "apt apt 2.6.1 GPL-2.0-or-later",
            "bash bash 5.2.15-2+b7 GPL-3.0-or-later", "coreutils coreutils 9.1-1 GPL-3.0-or-later",
            "dpkg dpkg 1.21.22 GPL-2.0-or-later", "gnupg2 gpgv 2.2.40-1.1 GPL-3.0-or-later",
            "tzdata tzdata 2024b-0+deb12u1 public-domain", "util-linux util-linux 2.38.1-5+deb12u2 GPL-2.0-or-later",
            "pcre2 libpcre2-8-0 10.42-1 BSD-3-Clause", "xz-utils liblzma5 5.4.1-0.2 0BSD");

    private static final List<String> WEB = List.of(
            "curl libcurl4 7.88.1-10+deb12u8 curl", "curl curl 7.88.1-10+deb12u8 curl",
            "krb5 libkrb5-3 1.20.1-2+deb12u2 MIT", "expat libexpat1 2.5.0-1+deb12u1 MIT",
            "libxml2 libxml2 2.9.14+dfsg-1.3~deb12u1 MIT", "sqlite3 libsqlite3-0 3.40.1-2+deb12u1 public-domain",
            "ca-certificates ca-certificates 20230311 MPL-2.0", "nghttp2 libnghttp2-14 1.52.0-1+deb12u2 MIT");

    /** What teams build: {@code TEAM/NAME KIND}. */
    private static final List<String> APPS = List.of(
            "shop/checkout node",
            "shop/storefront node",
            "shop/search java",
            "shop/pricing java",
            "shop/cart node",
            "payments/ledger java",
            "payments/gateway java",
            "payments/fraud-score python",
            "platform/ingress go",
            "platform/mailer python",
            "platform/scheduler go",
            "data/importer python",
            "data/warehouse-sync java",
            "media/thumbnails python",
            "media/transcoder go",
            "identity/login node",
            "identity/directory java");

    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "node",
                    List.of(
                            "express 4.18.2",
                            "lodash 4.17.21",
                            "jsonwebtoken 9.0.0",
                            "axios 1.6.8",
                            "ws 8.16.0",
                            "semver 7.5.4",
                            "pino 8.19.0",
                            "zod 3.22.4",
                            "@opentelemetry/api 1.8.0",
                            "dotenv 16.4.5"),
            "python",
                    List.of(
                            "jinja2 3.1.3",
                            "requests 2.31.0",
                            "pillow 10.2.0",
                            "fastapi 0.110.0",
                            "uvicorn 0.29.0",
                            "pydantic 2.6.4",
                            "sqlalchemy 2.0.29",
                            "celery 5.3.6"),
            "java",
                    List.of(
                            "org.apache.logging.log4j:log4j-core 2.17.1",
                            "com.fasterxml.jackson.core:jackson-databind 2.15.2",
                            "org.yaml:snakeyaml 2.0",
                            "org.springframework:spring-core 6.1.6",
                            "io.netty:netty-handler 4.1.108.Final",
                            "org.postgresql:postgresql 42.7.3",
                            "org.slf4j:slf4j-api 2.0.12"),
            "go",
                    List.of(
                            "golang.org/x/net 0.23.0",
                            "golang.org/x/crypto 0.22.0",
                            "github.com/spf13/cobra 1.8.0",
                            "go.uber.org/zap 1.27.0"));

    private final Database database;
    private final Instant today;
    private final Knowledge knowledge;
    private final AdvisoryStore advisories;
    private final Images images;
    private final Inventories inventories;
    private final Spread spread;
    private final Path data;

    private Demo(Database database, Path data) {
        this.database = database;
        this.data = data;
        today = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Path index = data.resolve("advisories");
        knowledge = new Knowledge(index);
        advisories = new AdvisoryStore(index);
        images = new Images(database);
        inventories = new Inventories(database);
        spread = new Spread(database);
    }

    /** Fills an empty data directory, of which no server runs yet. */
    static void fill(Path data) throws IOException {
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            new Demo(database, data).fill();
        }
    }

    /** An image whose every word tries to be more than a word; its digest. */
    static String fillHostile(Path data) {
        String bad = "evil\"><script>alert(1)</script>";
        String image = "<img src=x onerror=alert(1)>";
        String attribute = "x\" onmouseover=\"alert(1)";
        String digest = "sha256:" + "e".repeat(64);
        LayerInfo layer = new LayerInfo(0, "sha256:" + "f".repeat(64), "RUN echo '" + bad + "' " + attribute);
        Package p = new Package(
                PackageType.NPM,
                "lodash",
                "4.17.20" + image,
                "",
                Map.of(),
                Optional.empty(),
                List.of(bad, "javascript:alert(1)"),
                dev.hullmark.model.Confidence.LOW,
                "",
                List.of(Evidence.of("/app/" + attribute + image).in(layer)));
        Package named = Package.of(PackageType.GENERIC, bad + image, attribute, "/" + bad)
                .withEvidence(List.of(Evidence.of("/" + bad).in(layer)));
        Inventory inventory = new Inventory(
                new Subject("image", bad, digest, "registry"),
                Optional.of(DEBIAN),
                Optional.empty(),
                List.of(layer),
                List.of(p, named),
                List.of(Coverage.partial("file:" + bad, image + attribute)),
                Map.of(),
                Facts.EMPTY);
        try (Database database = Database.file(data.resolve("hullmark.db"))) {
            Demo demo = new Demo(database, data);
            long id = demo.keep(REGISTRY + "/" + bad, attribute, digest, demo.today, inventory);
            demo.images.status(id, Images.Status.DONE, image + attribute);
            DemoRules.hostile(database, demo.today);
            new Jobs(database).add(bad, image + attribute, Jobs.Priority.SCHEDULED, demo.today);
        }
        return digest;
    }

    private void fill() throws IOException {
        DemoRules.channels(database, today.minus(Duration.ofDays(DAYS)));
        learn(false);
        for (int day = DAYS - 1; day >= 0; day--) {
            Instant now = today.minus(Duration.ofDays(day));
            if (day == NEWS) {
                learn(true);
                judge(now);
            }
            for (int app = 0; app < APPS.size(); app++) {
                // Each team builds every so many days, and its newest builds are newer inside.
                if ((DAYS - day + app) % (9 + app % 5) == 0 || day == DAYS - 1 - app % 3) {
                    push(app, DAYS - day, now.minusSeconds(60L * app));
                }
            }
            if (day > 0) {
                spread.count(now);
            }
        }
        troubles();
        running();
        DemoRules.rules(database, today);
        spread.count(today);
    }

    private void learn(boolean all) throws IOException {
        Path feeds = Files.createTempDirectory(data, "feeds");
        advisories.importFrom(DemoAdvisories.write(feeds, all), Progress.NONE);
    }

    private void judge(Instant now) {
        Verdicts verdicts = new Verdicts(database);
        knowledge.ask(index -> verdicts.judge(
                Verdicts.Kind.DELTA,
                lookup -> index.fingerprint(lookup.ecosystem(), lookup.name()),
                () -> new IndexJudging(index),
                index.digest(),
                now));
    }

    private void push(int app, int build, Instant now) {
        String[] words = APPS.get(app).split(" ");
        String digest = "sha256:" + Finding.keyOf(Finding.Kind.POLICY, words[0], "a" + build, "")
                + Finding.keyOf(Finding.Kind.POLICY, words[0], "b" + build, "");
        String repository = REGISTRY + "/" + words[0];
        keep(repository, "1." + build, digest, now, inventory(words, build, app, digest));
        images.register(repository, "latest", "", digest, Optional.empty(), now);
    }

    long keep(String repository, String tag, String digest, Instant now, Inventory inventory) {
        long id = images.register(repository, tag, "", digest, Optional.empty(), now)
                .id();
        List<Finding> own =
                new ArrayList<>(Posture.check(inventory, LicencePolicy.NONE).findings());
        own.addAll(EndOfLife.judge(inventory, LocalDate.ofInstant(now, ZoneOffset.UTC))
                .findings());
        knowledge.ask(index -> {
            inventories.put(
                    id,
                    new Inventories.Reading(inventory, Images.Source.REGISTRY, "", new Catalogued().line(inventory)),
                    own,
                    new IndexJudging(index),
                    now);
            return id;
        });
        return id;
    }

    /** Three hosts, one of which was not heard of since yesterday. */
    private void running() {
        Hosts hosts = new Hosts(database);
        List<Images.Named> named = images.page("", 0, 1000).stream()
                .filter(one -> one.name().endsWith(":latest"))
                .toList();
        List<String> names = List.of("prod-1.example.com", "prod-2.example.com", "build.example.com");
        for (int host = 0; host < names.size(); host++) {
            List<Hosts.Told> told = new ArrayList<>();
            for (int i = host; i < named.size(); i += names.size()) {
                Images.Named one = named.get(i);
                String app =
                        one.name().substring(one.name().lastIndexOf('/') + 1).replace(":latest", "-1");
                told.add(new Hosts.Told(
                        Finding.keyOf(Finding.Kind.POLICY, app, names.get(host), ""),
                        app,
                        one.name(),
                        List.of(one.image().digest()),
                        Optional.of(today.minus(Duration.ofHours(7L * i + 3))),
                        Map.of(),
                        i % 4 == 0 ? List.of(privileged(app)) : List.of()));
            }
            hosts.put(
                    names.get(host),
                    "Docker 29.1.3",
                    host == 1 ? List.of("Podman is there, too, and could not be asked.") : List.of(),
                    Duration.ofSeconds(60),
                    told,
                    today.minus(host == 2 ? Duration.ofDays(1) : Duration.ZERO));
        }
    }

    private static Finding privileged(String container) {
        return new Finding(
                Finding.keyOf(Finding.Kind.PRIVILEGE, "container-privileged", container, ""),
                "container-privileged",
                Finding.Kind.PRIVILEGE,
                dev.hullmark.model.Severity.HIGH,
                "It runs privileged",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "Start it without --privileged.",
                Optional.empty());
    }

    /** What went wrong or waits. */
    private void troubles() {
        Jobs jobs = new Jobs(database);
        String[] failed = {"legacy/reports", "The registry answered 403: read access to legacy/reports is not granted."
        };
        for (String name : List.of("legacy/reports", "tools/helm-charts", "data/models", "shop/checkout-canary")) {
            String digest = "sha256:" + Finding.keyOf(Finding.Kind.POLICY, name, "x", "")
                    + Finding.keyOf(Finding.Kind.POLICY, name, "y", "");
            long id = images.register(REGISTRY + "/" + name, "latest", "", digest, Optional.empty(), today)
                    .id();
            switch (name) {
                case "legacy/reports" -> {
                    images.failed(id, Images.Status.FAILED, failed[1], today);
                    jobs.add(Jobs.SCAN, Long.toString(id), Jobs.Priority.PUSHED, today.minusSeconds(300));
                    jobs.claim("demo", Set.of(Jobs.SCAN), Duration.ofMinutes(1), today)
                            .ifPresent(job -> jobs.failed(job, failed[1], today));
                }
                case "tools/helm-charts" ->
                    images.status(id, Images.Status.UNSUPPORTED, "It is a Helm chart, and no container image.");
                case "data/models" ->
                    images.status(id, Images.Status.TOO_LARGE, "A layer has 48.2 GB; 16 GB are read at most.");
                default -> {}
            }
        }
    }

    private static Inventory inventory(String[] app, int build, int number, String digest) {
        String kind = app[1];
        boolean root = number % 3 == 0;
        List<LayerInfo> layers = List.of(
                new LayerInfo(0, "sha256:" + "1".repeat(64), "/bin/sh -c #(nop) ADD file:debian-12-slim in / "),
                new LayerInfo(
                        1,
                        "sha256:" + "2".repeat(64),
                        "RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends curl ca-certificates"
                                + " && rm -rf /var/lib/apt/lists/* # buildkit"),
                new LayerInfo(2, "sha256:" + "3".repeat(60) + "%04d".formatted(number), "COPY deps/ /app/ # buildkit"),
                new LayerInfo(3, digest, "COPY build/ /app/ # buildkit"));
        List<Package> packages = new ArrayList<>();
        BASE.forEach(words -> packages.add(debian(words, layers.get(0), build)));
        if (!kind.equals("go")) {
            WEB.forEach(words -> packages.add(debian(words, layers.get(1), build)));
        }
        List<String> libraries = LIBRARIES.getOrDefault(kind, List.of());
        for (int i = 0; i < libraries.size(); i++) {
            if ((i + number) % 4 != 3) {
                packages.add(library(kind, libraries.get(i), layers.get(2), build > 18 && i % 2 == 0));
            }
        }
        return new Inventory(
                new Subject("image", app[0], digest, "registry"),
                Optional.of(DEBIAN),
                Optional.of(new ImageConfig(
                        "linux",
                        "amd64",
                        "",
                        root ? "" : "10001",
                        List.of("PATH=/usr/local/bin:/usr/bin"),
                        List.of("/app/start"),
                        List.of(),
                        "/app",
                        List.of("8080/tcp"),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of())),
                layers,
                packages,
                kind.equals("go")
                        ? List.of(Coverage.partial("golang", "one program tells nothing of what it was built from"))
                        : List.of(Coverage.complete("deb")),
                Cataloging.versions(Catalogers.withSecrets()),
                Facts.EMPTY);
    }

    /** Bases get newer by and by: openssl is mended in the newest. */
    private static Package debian(String text, LayerInfo layer, int build) {
        String[] words = text.split(" ");
        String version = words[0].equals("openssl") && build > 26 ? "3.0.17-1~deb12u3" : words[2];
        return new Package(
                PackageType.DEB,
                words[1],
                version,
                "debian",
                Map.of("arch", "amd64", "distro", "debian-12"),
                Optional.of(new SourcePackage(words[0], version)),
                List.of(words[3]),
                dev.hullmark.model.Confidence.CERTAIN,
                "",
                List.of(Evidence.of("/var/lib/dpkg/status").in(layer)));
    }

    private static Package library(String kind, String text, LayerInfo layer, boolean newer) {
        String[] words = text.split(" ");
        PackageType type =
                switch (kind) {
                    case "node" -> PackageType.NPM;
                    case "python" -> PackageType.PYPI;
                    case "java" -> PackageType.MAVEN;
                    default -> PackageType.GOLANG;
                };
        String path =
                switch (kind) {
                    case "node" -> "/app/node_modules/" + words[0] + "/package.json";
                    case "python" ->
                        "/usr/lib/python3/dist-packages/" + words[0] + "-" + words[1] + ".dist-info/METADATA";
                    case "java" ->
                        "/app/lib/" + words[0].substring(words[0].indexOf(':') + 1) + "-" + words[1] + ".jar";
                    default -> "/app/bin/server";
                };
        String version = newer && words[0].equals("lodash") ? "4.17.22" : words[1];
        return Package.of(type, words[0], version, path)
                .withLicences(List.of(words[0].hashCode() % 2 == 0 ? "MIT" : "Apache-2.0"))
                .withEvidence(List.of(Evidence.of(path).in(layer)));
    }
}
