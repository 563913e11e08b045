package dev.hullmark.sbom;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one CycloneDX document: first everything in it, in whatever order, then what it means. */
final class CycloneDxReader {
    private final List<Component> components = new ArrayList<>();
    private final Map<String, String> properties = new TreeMap<>();
    private Component root = new Component();
    private String bomFormat = "";

    Inventory read(JsonIn in) {
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "bomFormat" -> bomFormat = in.text();
                case "metadata" -> metadata(in);
                case "components" -> Component.list(in, components);
                default -> in.skip();
            }
        }
        if (!bomFormat.equals("CycloneDX")) {
            throw new SbomException("it does not say that it is CycloneDX (bomFormat)");
        }
        return properties.containsKey(CycloneDx.OURS + "subject:kind") ? ours() : foreign();
    }

    private void metadata(JsonIn in) {
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "component" -> root = Component.read(in, components);
                case "properties" -> Component.properties(in, properties);
                default -> in.skip();
            }
        }
    }

    private String property(String name) {
        return properties.getOrDefault(CycloneDx.OURS + name, "");
    }

    private Inventory ours() {
        List<LayerInfo> layers = new ArrayList<>();
        for (int i = 0; properties.containsKey(CycloneDx.OURS + "layer:" + i + ":index"); i++) {
            String at = "layer:" + i + ":";
            layers.add(new LayerInfo(
                    number(property(at + "index"), i), property(at + "diffId"), property(at + "createdBy")));
        }
        List<Coverage> coverage = new ArrayList<>();
        for (int i = 0; properties.containsKey(CycloneDx.OURS + "coverage:" + i + ":what"); i++) {
            String at = "coverage:" + i + ":";
            coverage.add(new Coverage(
                    property(at + "what"),
                    InventoryReader.status(property(at + "status")).orElse(Coverage.Status.PARTIAL),
                    property(at + "reason")));
        }
        Map<String, Integer> catalogers = new TreeMap<>();
        String prefix = CycloneDx.OURS + "cataloger:";
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().startsWith(prefix)) {
                catalogers.put(property.getKey().substring(prefix.length()), number(property.getValue(), 0));
            }
        }
        Optional<Distribution> distribution = Optional.empty();
        List<Package> packages = new ArrayList<>();
        Others others = new Others();
        for (Component c : components) {
            if (c.type.equals("operating-system")) {
                distribution = Optional.of(new Distribution(
                        c.name,
                        c.version,
                        c.ours("distribution:codename"),
                        c.description,
                        c.ours("distribution:idLike")));
            } else if (c.properties.containsKey(CycloneDx.OURS + "package")) {
                try (JsonIn in = new JsonIn(c.ours("package"))) {
                    packages.add(PackageJson.read(in, layers));
                }
            } else {
                Optional<Package> p = PurlPackages.of(c.purl);
                p.ifPresentOrElse(found -> packages.add(ours(found, c, layers)), () -> others.add(c.purl));
            }
        }
        coverage.addAll(others.coverage());
        return new Inventory(
                new Subject(property("subject:kind"), root.name, root.version, property("subject:source")),
                distribution,
                Optional.empty(),
                layers,
                packages,
                coverage,
                catalogers,
                FactsJson.read(property(CycloneDx.FACTS), layers));
    }

    private static Package ours(Package purl, Component c, List<LayerInfo> layers) {
        Optional<SourcePackage> source = c.properties.containsKey(CycloneDx.OURS + "source:name")
                ? Optional.of(new SourcePackage(c.ours("source:name"), c.ours("source:version")))
                : Optional.empty();
        List<Evidence> evidence = new ArrayList<>(c.locations.size());
        for (int i = 0; i < c.locations.size(); i++) {
            String at = "evidence:" + i + ":";
            int index = number(c.ours(at + "layerIndex"), -1);
            String createdBy = PackageJson.within("", index, layers).createdBy();
            evidence.add(new Evidence(
                    c.locations.get(i),
                    c.ours(at + "layer"),
                    index,
                    c.properties.getOrDefault(CycloneDx.OURS + at + "createdBy", createdBy),
                    0));
        }
        return new Package(
                purl.type(),
                purl.name(),
                purl.version(),
                purl.namespace(),
                purl.qualifiers(),
                source,
                c.licences,
                PackageJson.confidence(c.ours("confidence")).orElse(Confidence.CERTAIN),
                c.ours("owner"),
                evidence);
    }

    private Inventory foreign() {
        List<LayerInfo> layers = ForeignComponents.layers(root);
        Optional<Distribution> distribution = Optional.empty();
        List<Package> packages = new ArrayList<>();
        Others others = new Others();
        for (Component c : components) {
            if (c.type.equals("operating-system")) {
                distribution = Optional.of(ForeignComponents.distribution(c));
                continue;
            }
            Optional<Package> p = PurlPackages.of(c.purl);
            if (p.isPresent()) {
                packages.add(ForeignComponents.complete(p.get(), c, layers));
            } else if (!c.purl.isEmpty() || c.type.equals("library") || c.type.equals("framework")) {
                others.add(c.purl);
            }
        }
        String digest = root.version.startsWith("sha256:") ? root.version : "";
        return Distributions.settle(
                new Subject("image", root.name, digest, "sbom"), distribution, layers, packages, others.coverage());
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
