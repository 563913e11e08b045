package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The published schemas, out of test-scope jars, and our own. */
final class Schemas {
    static final Schemas REPORT = new Schemas("/dev/hullmark/report/report-1.schema.json", Map.of());
    static final Schemas SARIF = new Schemas("/schema/sarif-schema-2.1.0.json", Map.of());
    static final Schemas CYCLONEDX = new Schemas(
            "/bom-1.6.schema.json",
            Map.of(
                    "http://cyclonedx.org/schema/spdx.schema.json", "/spdx.schema.json",
                    "http://cyclonedx.org/schema/jsf-0.82.schema.json", "/jsf-0.82.schema.json"));

    private final Schema schema;

    private Schemas(String resource, Map<String, String> parts) {
        Map<String, String> texts = new HashMap<>();
        parts.forEach((id, part) -> texts.put(id, text(part)));
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, b -> b.schemas(texts))
                .getSchema(
                        SchemaLocation.of("http://cyclonedx.org/schema/tested.json"), text(resource), InputFormat.JSON);
    }

    void accept(String document) {
        assertThat(schema.validate(document, InputFormat.JSON)).as(document).isEmpty();
    }

    void refuse(String document) {
        assertThat(schema.validate(document, InputFormat.JSON)).isNotEmpty();
    }

    private static String text(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
