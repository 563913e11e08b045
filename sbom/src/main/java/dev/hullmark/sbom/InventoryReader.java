package dev.hullmark.sbom;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads our own JSON. {@code layers} come before {@code packages}, as they do when written and when a tool sorts the
 * members, since packages speak of layers by index.
 */
final class InventoryReader {
    private InventoryReader() {}

    static Inventory read(JsonIn in) {
        String schema = "";
        Optional<Subject> subject = Optional.empty();
        Optional<Distribution> distribution = Optional.empty();
        Optional<ImageConfig> config = Optional.empty();
        List<LayerInfo> layers = new ArrayList<>();
        List<Package> packages = new ArrayList<>();
        List<Coverage> coverage = new ArrayList<>();
        Map<String, Integer> catalogers = new TreeMap<>();
        Facts facts = Facts.EMPTY;
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "schema" -> schema = in.text();
                case "subject" -> subject = Optional.of(subject(in));
                case "distribution" -> distribution = Optional.of(distribution(in));
                case "config" -> config = Optional.of(config(in));
                case "layers" -> {
                    if (!packages.isEmpty() || !facts.isEmpty()) {
                        throw in.wrong("the layers must come before the packages and the facts");
                    }
                    layers(in, layers);
                }
                case "packages" -> packages(in, packages, layers);
                case "coverage" -> coverage(in, coverage);
                case "catalogers" -> catalogers(in, catalogers);
                case "facts" -> facts = FactsJson.read(in, layers);
                default -> in.skip();
            }
        }
        if (!schema.equals(InventoryJson.SCHEMA)) {
            throw new SbomException("its schema is '" + schema + "', not '" + InventoryJson.SCHEMA + "'");
        }
        return new Inventory(
                subject.orElseThrow(() -> new SbomException("it does not say what it is about (subject)")),
                distribution,
                config,
                layers,
                packages,
                coverage,
                catalogers,
                facts);
    }

    private static Subject subject(JsonIn in) {
        String kind = "";
        String name = "";
        String digest = "";
        String source = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "kind" -> kind = in.text();
                case "name" -> name = in.text();
                case "digest" -> digest = in.text();
                case "source" -> source = in.text();
                default -> in.skip();
            }
        }
        return new Subject(kind, name, digest, source);
    }

    private static Distribution distribution(JsonIn in) {
        String id = "";
        String versionId = "";
        String codename = "";
        String prettyName = "";
        String idLike = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "id" -> id = in.text();
                case "versionId" -> versionId = in.text();
                case "codename" -> codename = in.text();
                case "prettyName" -> prettyName = in.text();
                case "idLike" -> idLike = in.text();
                default -> in.skip();
            }
        }
        return new Distribution(id, versionId, codename, prettyName, idLike);
    }

    private static ImageConfig config(JsonIn in) {
        String os = "";
        String architecture = "";
        String created = "";
        String user = "";
        List<String> env = List.of();
        List<String> entrypoint = List.of();
        List<String> cmd = List.of();
        String workingDir = "";
        List<String> exposedPorts = List.of();
        List<String> volumes = List.of();
        Map<String, String> labels = Map.of();
        List<String> healthcheck = List.of();
        List<ImageConfig.Step> history = new ArrayList<>();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "os" -> os = in.text();
                case "architecture" -> architecture = in.text();
                case "created" -> created = in.text();
                case "user" -> user = in.text();
                case "env" -> env = in.texts();
                case "entrypoint" -> entrypoint = in.texts();
                case "cmd" -> cmd = in.texts();
                case "workingDir" -> workingDir = in.text();
                case "exposedPorts" -> exposedPorts = in.texts();
                case "volumes" -> volumes = in.texts();
                case "labels" -> labels = PackageJson.map(in);
                case "healthcheck" -> healthcheck = in.texts();
                case "history" -> history(in, history);
                default -> in.skip();
            }
        }
        return new ImageConfig(
                os,
                architecture,
                created,
                user,
                env,
                entrypoint,
                cmd,
                workingDir,
                exposedPorts,
                volumes,
                labels,
                healthcheck,
                history);
    }

    private static void history(JsonIn in, List<ImageConfig.Step> into) {
        in.array();
        while (in.item()) {
            String createdBy = "";
            boolean emptyLayer = false;
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "createdBy" -> createdBy = in.text();
                    case "emptyLayer" -> emptyLayer = in.bool();
                    default -> in.skip();
                }
            }
            into.add(new ImageConfig.Step(createdBy, emptyLayer));
            in.bound(into.size(), Limits.ENTRIES, "build steps");
        }
    }

    private static void layers(JsonIn in, List<LayerInfo> into) {
        in.array();
        while (in.item()) {
            int index = 0;
            String diffId = "";
            String createdBy = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "index" -> index = in.number();
                    case "diffId" -> diffId = in.text();
                    case "createdBy" -> createdBy = in.text();
                    default -> in.skip();
                }
            }
            into.add(new LayerInfo(index, diffId, createdBy));
            in.bound(into.size(), Limits.ENTRIES, "layers");
        }
    }

    private static void packages(JsonIn in, List<Package> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            into.add(PackageJson.read(in, layers));
            in.bound(into.size(), Limits.PACKAGES, "packages");
        }
    }

    private static void coverage(JsonIn in, List<Coverage> into) {
        in.array();
        while (in.item()) {
            String what = "";
            String status = "";
            String reason = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "what" -> what = in.text();
                    case "status" -> status = in.text();
                    case "reason" -> reason = in.text();
                    default -> in.skip();
                }
            }
            into.add(new Coverage(
                    what, status(status).orElseThrow(() -> in.wrong("a coverage status is unknown")), reason));
            in.bound(into.size(), Limits.ENTRIES, "coverage entries");
        }
    }

    static Optional<Coverage.Status> status(String text) {
        for (Coverage.Status status : Coverage.Status.values()) {
            if (status.text().equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    private static void catalogers(JsonIn in, Map<String, Integer> into) {
        in.object();
        while (in.field()) {
            into.put(in.name(), in.number());
            in.bound(into.size(), Limits.ENTRIES, "catalogers");
        }
    }
}
