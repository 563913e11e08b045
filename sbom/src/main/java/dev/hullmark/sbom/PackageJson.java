package dev.hullmark.sbom;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** One package in our own JSON: what is empty is left out, and evidence names its layer by index where that is enough. */
final class PackageJson {
    private PackageJson() {}

    /** The package on one line. */
    static String text(Package p, List<LayerInfo> layers) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonOut.compact(out)) {
            write(json, p, layers);
        }
        return out.toString();
    }

    static void write(JsonGenerator json, Package p, List<LayerInfo> layers) {
        json.writeStartObject();
        json.writeStringProperty("type", p.type().purlType());
        json.writeStringProperty("name", p.name());
        json.writeStringProperty("version", p.version());
        JsonOut.optional(json, "namespace", p.namespace());
        if (!p.qualifiers().isEmpty()) {
            json.writeName("qualifiers");
            json.writeStartObject();
            for (Map.Entry<String, String> qualifier : p.qualifiers().entrySet()) {
                json.writeStringProperty(qualifier.getKey(), qualifier.getValue());
            }
            json.writeEndObject();
        }
        if (p.source().isPresent()) {
            json.writeName("source");
            json.writeStartObject();
            json.writeStringProperty("name", p.source().get().name());
            json.writeStringProperty("version", p.source().get().version());
            json.writeEndObject();
        }
        if (!p.licences().isEmpty()) {
            JsonOut.texts(json, "licences", p.licences());
        }
        json.writeStringProperty("confidence", p.confidence().name().toLowerCase(Locale.ROOT));
        JsonOut.optional(json, "owner", p.owner());
        json.writeArrayPropertyStart("evidence");
        for (Evidence evidence : p.evidence()) {
            write(json, evidence, layers);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Evidence evidence, List<LayerInfo> layers) {
        json.writeStartObject();
        json.writeStringProperty("path", evidence.path());
        int index = evidence.layerIndex();
        if (index != -1) {
            json.writeNumberProperty("layerIndex", index);
        }
        if (!evidence.equals(at(within(evidence.path(), index, layers), evidence.line()))) {
            json.writeStringProperty("layer", evidence.layer());
            json.writeStringProperty("createdBy", evidence.createdBy());
        }
        if (evidence.line() != 0) {
            json.writeNumberProperty("line", evidence.line());
        }
        json.writeEndObject();
    }

    /** The evidence that a path and a layer's index alone tell of. */
    static Evidence within(String path, int index, List<LayerInfo> layers) {
        if (index < 0 || index >= layers.size()) {
            return new Evidence(path, "", index, "", 0);
        }
        LayerInfo layer = layers.get(index);
        return new Evidence(path, layer.diffId(), index, layer.createdBy(), 0);
    }

    static Package read(JsonIn in, List<LayerInfo> layers) {
        String type = "";
        String name = "";
        String version = "";
        String namespace = "";
        Map<String, String> qualifiers = Map.of();
        Optional<SourcePackage> source = Optional.empty();
        List<String> licences = List.of();
        Confidence confidence = Confidence.CERTAIN;
        String owner = "";
        List<Evidence> evidence = List.of();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "type" -> type = in.text();
                case "name" -> name = in.text();
                case "version" -> version = in.text();
                case "namespace" -> namespace = in.text();
                case "qualifiers" -> qualifiers = map(in);
                case "source" -> source = Optional.of(source(in));
                case "licences" -> licences = in.texts();
                case "confidence" -> confidence = confidence(in);
                case "owner" -> owner = in.text();
                case "evidence" -> evidence = evidence(in, layers);
                default -> in.skip();
            }
        }
        if (name.isEmpty()) {
            throw in.wrong("a package has no name");
        }
        return new Package(
                type(in, type), name, version, namespace, qualifiers, source, licences, confidence, owner, evidence);
    }

    static Map<String, String> map(JsonIn in) {
        Map<String, String> all = new TreeMap<>();
        in.object();
        while (in.field()) {
            all.put(in.name(), in.text());
            in.bound(all.size(), Limits.ENTRIES, "entries");
        }
        return all;
    }

    private static PackageType type(JsonIn in, String type) {
        try {
            return PackageType.ofPurlType(type);
        } catch (IllegalArgumentException e) {
            throw in.wrong("a package is of a type this version does not know");
        }
    }

    private static Confidence confidence(JsonIn in) {
        return confidence(in.text()).orElseThrow(() -> in.wrong("expected certain, high, medium or low"));
    }

    static Optional<Confidence> confidence(String text) {
        return switch (text) {
            case "certain" -> Optional.of(Confidence.CERTAIN);
            case "high" -> Optional.of(Confidence.HIGH);
            case "medium" -> Optional.of(Confidence.MEDIUM);
            case "low" -> Optional.of(Confidence.LOW);
            default -> Optional.empty();
        };
    }

    private static SourcePackage source(JsonIn in) {
        String name = "";
        String version = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "name" -> name = in.text();
                case "version" -> version = in.text();
                default -> in.skip();
            }
        }
        return new SourcePackage(name, version);
    }

    private static List<Evidence> evidence(JsonIn in, List<LayerInfo> layers) {
        List<Evidence> all = new ArrayList<>();
        in.array();
        while (in.item()) {
            all.add(place(in, layers));
            in.bound(all.size(), Limits.ENTRIES, "places of one package");
        }
        return all;
    }

    static Evidence place(JsonIn in, List<LayerInfo> layers) {
        String path = "";
        int index = -1;
        Optional<String> layer = Optional.empty();
        String createdBy = "";
        int line = 0;
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "path" -> path = in.text();
                case "layerIndex" -> index = in.number();
                case "layer" -> layer = Optional.of(in.text());
                case "createdBy" -> createdBy = in.text();
                case "line" -> line = in.number();
                default -> in.skip();
            }
        }
        return layer.isPresent()
                ? new Evidence(path, layer.get(), index, createdBy, line)
                : at(within(path, index, layers), line);
    }

    private static Evidence at(Evidence file, int line) {
        return new Evidence(file.path(), file.layer(), file.layerIndex(), file.createdBy(), line);
    }
}
