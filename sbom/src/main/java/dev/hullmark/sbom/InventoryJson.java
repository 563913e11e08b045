package dev.hullmark.sbom;

import dev.hullmark.model.Base;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * An inventory in our own JSON, without loss: reading gives back what was written. The same inventory gives the same
 * bytes. Its JSON Schema is the resource {@code inventory-1.schema.json} beside this class.
 */
public final class InventoryJson {
    /** The value of the member {@code schema}. */
    public static final String SCHEMA = "hullmark/inventory/1";

    private InventoryJson() {}

    /** Writes UTF-8; {@code out} stays open. */
    public static void write(Inventory inventory, OutputStream out) {
        try (JsonGenerator json = JsonOut.pretty(out)) {
            write(inventory, json);
            json.writeRaw('\n');
        }
    }

    static void write(Inventory inventory, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeName("subject");
        subject(json, inventory.subject());
        inventory.distribution().ifPresent(d -> distribution(json, d));
        inventory.config().ifPresent(c -> config(json, c));
        layers(json, inventory);
        json.writeName("catalogers");
        json.writeStartObject();
        for (Map.Entry<String, Integer> cataloger : inventory.catalogers().entrySet()) {
            json.writeNumberProperty(cataloger.getKey(), cataloger.getValue());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("coverage");
        for (Coverage coverage : inventory.coverage()) {
            coverage(json, coverage);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("packages");
        for (Package p : inventory.packages()) {
            PackageJson.write(json, p, inventory.layers());
        }
        json.writeEndArray();
        if (!inventory.facts().isEmpty()) {
            json.writeName("facts");
            FactsJson.write(json, inventory.facts(), inventory.layers());
        }
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote; {@code in} stays open.
     *
     * @throws SbomException when it is something else, too large or broken
     */
    public static Inventory read(InputStream in) {
        return Sboms.guarded(in, "inventory", InventoryReader::read);
    }

    /** One package on one line, as {@link #write} has it in its list; the same in every image that has it at that layer. */
    public static String packageText(Package p, List<LayerInfo> layers) {
        return PackageJson.text(p, layers);
    }

    /**
     * Reads what {@link #packageText} wrote.
     *
     * @throws SbomException when it is something else
     */
    public static Package readPackage(String text, List<LayerInfo> layers) {
        try (JsonIn json = new JsonIn(text)) {
            return PackageJson.read(json, layers);
        } catch (JacksonException e) {
            throw new SbomException("the package is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A subject as every document of ours writes it. */
    public static void subject(JsonGenerator json, Subject subject) {
        subject(json, subject, Optional.empty());
    }

    /** A subject with the image it was built on. */
    public static void subject(JsonGenerator json, Subject subject, Optional<Base> base) {
        json.writeStartObject();
        json.writeStringProperty("kind", subject.kind());
        json.writeStringProperty("name", subject.name());
        JsonOut.optional(json, "digest", subject.digest());
        json.writeStringProperty("source", subject.source());
        if (base.isPresent()) {
            json.writeName("base");
            json.writeStartObject();
            json.writeStringProperty("name", base.get().name());
            json.writeNumberProperty("layers", base.get().layers());
            json.writeNumberProperty("of", base.get().of());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** A coverage entry as every document of ours writes it. */
    public static void coverage(JsonGenerator json, Coverage coverage) {
        json.writeStartObject();
        json.writeStringProperty("what", coverage.what());
        json.writeStringProperty("status", coverage.status().text());
        JsonOut.optional(json, "reason", coverage.reason());
        json.writeEndObject();
    }

    private static void distribution(JsonGenerator json, Distribution distribution) {
        json.writeName("distribution");
        json.writeStartObject();
        json.writeStringProperty("id", distribution.id());
        json.writeStringProperty("versionId", distribution.versionId());
        JsonOut.optional(json, "codename", distribution.codename());
        JsonOut.optional(json, "prettyName", distribution.prettyName());
        JsonOut.optional(json, "idLike", distribution.idLike());
        json.writeEndObject();
    }

    private static void config(JsonGenerator json, ImageConfig config) {
        json.writeName("config");
        json.writeStartObject();
        json.writeStringProperty("os", config.os());
        json.writeStringProperty("architecture", config.architecture());
        JsonOut.optional(json, "created", config.created());
        JsonOut.optional(json, "user", config.user());
        JsonOut.texts(json, "env", config.env());
        JsonOut.texts(json, "entrypoint", config.entrypoint());
        JsonOut.texts(json, "cmd", config.cmd());
        JsonOut.optional(json, "workingDir", config.workingDir());
        JsonOut.texts(json, "exposedPorts", config.exposedPorts());
        JsonOut.texts(json, "volumes", config.volumes());
        json.writeName("labels");
        json.writeStartObject();
        for (Map.Entry<String, String> label : config.labels().entrySet()) {
            json.writeStringProperty(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        JsonOut.texts(json, "healthcheck", config.healthcheck());
        json.writeArrayPropertyStart("history");
        for (ImageConfig.Step step : config.history()) {
            json.writeStartObject();
            json.writeStringProperty("createdBy", step.createdBy());
            json.writeBooleanProperty("emptyLayer", step.emptyLayer());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void layers(JsonGenerator json, Inventory inventory) {
        json.writeArrayPropertyStart("layers");
        for (LayerInfo layer : inventory.layers()) {
            json.writeStartObject();
            json.writeNumberProperty("index", layer.index());
            json.writeStringProperty("diffId", layer.diffId());
            JsonOut.optional(json, "createdBy", layer.createdBy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
