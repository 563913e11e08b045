package dev.hullmark.posture.image;

import dev.hullmark.model.Account;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Program;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes inventories out of a few lines of a Dockerfile, as an image built from them would give. */
public final class Images {
    private final List<String> ports = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final List<SpecialFile> special = new ArrayList<>();
    private final List<ImageConfig.Step> history = new ArrayList<>();
    private final List<LayerInfo> layers = new ArrayList<>();
    private List<String> health = List.of();
    private List<String> command = List.of();
    private String user = "";
    private String name = "shop:1";
    private Map<String, Integer> catalogers =
            Map.of(Facts.ACCOUNTS, 1, Facts.PROGRAMS, 1, Facts.PERMISSIONS, 1, Facts.SECRETS, 1);

    public static Inventory of(String dockerfile) {
        return new Images().lines(dockerfile).inventory();
    }

    public Images lines(String dockerfile) {
        dockerfile.lines().forEach(this::line);
        return this;
    }

    private void line(String line) {
        int blank = line.indexOf(' ');
        String rest = line.substring(blank + 1);
        switch (line.substring(0, blank)) {
            case "USER" -> user = rest;
            case "EXPOSE" -> ports.add(rest + "/tcp");
            case "VOLUME" -> volumes.add(rest);
            case "HEALTHCHECK" -> health = List.of(rest.split(" "));
            case "CMD" -> command = List.of(rest.split(" "));
            case "FROM" -> step("ADD file:base in / ");
            case "#" -> name = rest.substring("docker build -t ".length());
            default -> {
                step(line.startsWith("RUN ") ? "RUN /bin/sh -c " + rest + " # buildkit" : line + " # buildkit");
                String path = rest.substring(rest.lastIndexOf(' ') + 1);
                if (line.startsWith("RUN echo") && path.equals("/etc/passwd")) {
                    account(rest.substring(5, rest.indexOf(" >>")));
                } else if (line.startsWith("COPY")) {
                    programs.add(new Program(
                            Program.Kind.INSTALLED, path.substring(path.lastIndexOf('/') + 1), "", Evidence.of(path)));
                }
            }
        }
    }

    private void step(String createdBy) {
        layers.add(new LayerInfo(layers.size(), "sha256:" + layers.size(), createdBy));
        history.add(new ImageConfig.Step(createdBy, false));
    }

    private void account(String line) {
        String[] fields = line.split(":", -1);
        accounts.add(new Account(
                fields[0],
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                "",
                "",
                new Evidence("/etc/passwd", "", -1, "", accounts.size() + 1)));
    }

    public Images says(Program program) {
        programs.add(program);
        return this;
    }

    public Images has(SpecialFile file) {
        special.add(file);
        return this;
    }

    public Images readBy(Map<String, Integer> others) {
        catalogers = others;
        return this;
    }

    public Inventory inventory() {
        ImageConfig config = new ImageConfig(
                "linux", "amd64", "", user, List.of(), List.of(), command, "", ports, volumes, Map.of(), health,
                history);
        return new Inventory(
                new Subject("image", name, "", "docker"),
                Optional.empty(),
                Optional.of(config),
                layers,
                List.of(),
                List.of(),
                catalogers,
                new Facts(List.of(), special, accounts, List.of(), programs));
    }
}
