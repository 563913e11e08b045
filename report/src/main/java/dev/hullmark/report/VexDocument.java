package dev.hullmark.report;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A VEX document.
 *
 * @param name as messages name it
 * @param unread how many of its statements were not understood; they waive nothing
 */
record VexDocument(String name, List<VexStatement> statements, int unread) {
    VexDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads OpenVEX, CycloneDX or CSAF, plain or as the payload of an in-toto attestation
     * (https://github.com/in-toto/attestation), with or without the envelope of its signature (DSSE, a Sigstore bundle).
     * The signature is not checked here.
     */
    static VexDocument read(InputStream in, String name) {
        return read(Json.read(in, name), name, List.of(), 0);
    }

    private static VexDocument read(Json document, String name, List<String> about, int depth) {
        if (depth > Limits.VEX_ENVELOPES) {
            throw new VexException("'" + name + "' has too many envelopes around its VEX document");
        }
        if (OpenVex.is(document)) {
            return new OpenVex(document, name, about).read();
        }
        if (CycloneDxVex.is(document)) {
            return new CycloneDxVex(document, name).read();
        }
        if (CsafVex.is(document)) {
            return new CsafVex(document, name).read();
        }
        if (document.has("dsseEnvelope")) {
            return read(document.get("dsseEnvelope"), name, about, depth + 1);
        }
        if (document.has("payload")) {
            return read(payload(document.text("payload"), name), name, about, depth + 1);
        }
        if (document.has("predicate")) {
            Json predicate = document.get("predicate");
            // Older cosign puts the document into the predicate as a text.
            Json data = predicate.get("Data");
            Json inner =
                    data.text().isEmpty() ? (data.fields().isEmpty() ? predicate : data) : parsed(data.text(), name);
            return read(inner, name, subjects(document), depth + 1);
        }
        throw new VexException("'" + name + "' is no VEX document: expected OpenVEX, CycloneDX or CSAF as JSON");
    }

    private static Json payload(String base64, String name) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return Json.read(new ByteArrayInputStream(bytes), name);
        } catch (IllegalArgumentException e) {
            throw new VexException("'" + name + "' has a payload that is not base64", e);
        }
    }

    private static Json parsed(String json, String name) {
        return Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), name);
    }

    private static List<String> subjects(Json attestation) {
        List<String> digests = new ArrayList<>();
        for (Json subject : attestation.get("subject").items()) {
            String sha256 = subject.get("digest").text("sha256");
            if (!sha256.isEmpty()) {
                digests.add("sha256:" + sha256);
            }
        }
        return digests;
    }
}
