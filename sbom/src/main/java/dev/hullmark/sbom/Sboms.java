package dev.hullmark.sbom;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** Reads a bill of materials, whichever of the three it is. */
public final class Sboms {
    private Sboms() {}

    /**
     * Reads Hullmark's own JSON, CycloneDX JSON or SPDX 2 JSON, told apart by content.
     *
     * @return the inventory; its subject is the file, with the digest of the image the document speaks of, if any
     * @throws SbomException when it is none of them, or broken
     */
    public static Inventory read(Path file) {
        try {
            if (Files.size(file) > Limits.DOCUMENT) {
                throw new SbomException("'" + file + "' is larger than " + (Limits.DOCUMENT >> 20)
                        + " MiB, more than a bill of materials may hold");
            }
            Inventory read =
                    switch (kind(file)) {
                        case OURS -> read(file, InventoryJson::read);
                        case CYCLONEDX -> read(file, CycloneDx::read);
                        case SPDX -> read(file, Spdx::read);
                    };
            return new Inventory(
                    new Subject("sbom", file.toString(), read.subject().digest(), "sbom"),
                    read.distribution(),
                    read.config(),
                    read.layers(),
                    read.packages(),
                    read.coverage(),
                    read.catalogers(),
                    read.facts());
        } catch (IOException e) {
            throw new SbomException("'" + file + "' cannot be read: " + reason(e), e);
        }
    }

    private enum Kind {
        OURS,
        CYCLONEDX,
        SPDX
    }

    private static Kind kind(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                JsonIn in = new JsonIn(bytes)) {
            if (in.isObject()) {
                in.object();
                while (in.field()) {
                    switch (in.name()) {
                        case "schema" -> {
                            return Kind.OURS;
                        }
                        case "bomFormat" -> {
                            return Kind.CYCLONEDX;
                        }
                        case "spdxVersion" -> {
                            return Kind.SPDX;
                        }
                        default -> in.skip();
                    }
                }
            }
        } catch (JacksonException e) {
            throw unknown(file, e);
        }
        throw unknown(file, null);
    }

    private static SbomException unknown(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "'" + file + "' is no bill of materials Hullmark reads: give it CycloneDX JSON, SPDX 2 JSON"
                + " or what `hullmark sbom --format json` wrote";
        return cause == null ? new SbomException(message) : new SbomException(message, cause);
    }

    private static Inventory read(Path file, Function<InputStream, Inventory> reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return reader.apply(in);
        } catch (SbomException e) {
            throw new SbomException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Runs a reader over a stream and makes one sentence of whatever goes wrong in it. */
    static Inventory guarded(InputStream in, String what, Function<JsonIn, Inventory> reader) {
        try (JsonIn json = new JsonIn(in)) {
            return reader.apply(json);
        } catch (SbomException e) {
            throw new SbomException("the " + what + " is not valid: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new SbomException("the " + what + " is not valid JSON: " + place(e) + e.getOriginalMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "it does not exist";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
