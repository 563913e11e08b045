package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.advisories.Feed;
import dev.hullmark.advisories.StoreStatus;
import dev.hullmark.sbom.JsonOut;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "version",
        description = "Print Hullmark's version; with --json also what it runs on and how old its advisories are.",
        footer = {"", "Example:", "  hullmark version --json"})
final class VersionCommand implements Runnable {
    @Option(names = "--json", description = "Version, commit, Java, platform and feeds, as JSON.")
    private boolean json;

    @Option(names = "--db", paramLabel = "DIR", description = "With --json: directory of the advisory index.")
    private Optional<Path> db = Optional.empty();

    @Override
    public void run() {
        System.out.println(json ? document() : "hullmark " + Version.TEXT);
    }

    private String document() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonOut.pretty(text)) {
            out.writeStartObject();
            out.writeStringProperty("version", Version.TEXT);
            JsonOut.optional(out, "commit", Version.commit());
            out.writeObjectPropertyStart("java");
            out.writeStringProperty("version", System.getProperty("java.version", ""));
            out.writeStringProperty("vendor", System.getProperty("java.vendor", ""));
            out.writeStringProperty("home", System.getProperty("java.home", ""));
            out.writeEndObject();
            out.writeStringProperty("platform", platform());
            advisories(out);
            out.writeEndObject();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static String platform() {
        return System.getProperty("os.name", "") + "/" + System.getProperty("os.arch", "");
    }

    private void advisories(JsonGenerator out) {
        StoreStatus status =
                new AdvisoryStore(db.orElse(Home.of(System.getenv()).advisories())).status();
        out.writeObjectPropertyStart("advisories");
        out.writeStringProperty("index", status.path().toString());
        out.writeStringProperty("digest", status.digest());
        JsonOut.optional(out, "problem", status.problem());
        out.writeArrayPropertyStart("feeds");
        Instant now = Instant.now();
        for (Feed feed : status.feeds()) {
            out.writeStartObject();
            out.writeStringProperty("name", feed.name());
            out.writeStringProperty("origin", Ages.word(feed.origin().name()));
            out.writeNumberProperty("records", feed.records());
            out.writeStringProperty("confirmed", feed.confirmed().toString());
            out.writeStringProperty("newest", feed.newest().toString());
            out.writeNumberProperty(
                    "ageSeconds",
                    Math.max(0, Duration.between(feed.confirmed(), now).toSeconds()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
