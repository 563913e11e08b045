package dev.hullmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The run that the AOT cache is made from: what a user does most, once each, on a small image with a package of every
 * kind and advisories on them. Its output goes to the build's log.
 */
public final class AotTraining {
    private AotTraining() {}

    /** @param args a directory to work in; {@code HULLMARK_HOME} should lie there too */
    public static void main(String[] args) throws IOException {
        Path work = Path.of(args[0]);
        TrainingImage.write(work);
        String archive = work.resolve("image.tar").toString();
        String layout = "oci:" + work.resolve("layout");
        Main.run("--help");
        Main.run("scan", "--help");
        Main.run("sbom", archive, "--offline");
        Main.run("sbom", layout, "--offline", "--format", "spdx");
        Main.run("scan", archive, "--offline");
        Path feeds = Files.createDirectories(work.resolve("feeds"));
        TrainingFeeds.write(feeds);
        Main.run("db", "import", feeds.toString());
        for (String format : new String[] {"table", "json", "sarif", "cyclonedx"}) {
            Main.run("scan", archive, "--offline", "--fail-on", "critical", "--format", format);
        }
        Main.run("sbom", archive, "-o", work.resolve("sbom.json").toString());
        Main.run("scan", layout, "--offline", "--no-cache");
        Main.run("scan", "dir:" + work, "--offline");
        Main.run("rejudge", "--offline");
        Main.run("advise", archive, "--offline");
        Main.run("why", "CVE-2099-0001", archive, "--offline");
    }
}
