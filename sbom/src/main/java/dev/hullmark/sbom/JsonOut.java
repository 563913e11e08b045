package dev.hullmark.sbom;

import java.io.OutputStream;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes JSON the same way everywhere: two spaces, line feeds, and pure ASCII, so that a hostile name can neither break
 * the encoding (a lone surrogate) nor reach a terminal as a control or a bidirectional override.
 */
public final class JsonOut {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .highestNonEscapedChar(0x7e)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private JsonOut() {}

    /** Writes indented to {@code out}, which stays open; close the generator. */
    public static JsonGenerator pretty(OutputStream out) {
        return FACTORY.createGenerator(new Pretty(), out);
    }

    /** Writes on one line. */
    static JsonGenerator compact(StringWriter out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes a text property unless it is empty. */
    public static void optional(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    /** Writes an array of texts. */
    public static void texts(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static final class Pretty extends ObjectWriteContext.Base {
        private final PrettyPrinter printer;

        Pretty() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            printer = new DefaultPrettyPrinter(tools.jackson.core.util.Separators.createDefaultInstance()
                            .withRootSeparator("")
                            .withObjectNameValueSpacing(tools.jackson.core.util.Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withArrayIndenter(indenter)
                    .withObjectIndenter(indenter);
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
