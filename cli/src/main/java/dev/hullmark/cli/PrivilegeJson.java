package dev.hullmark.cli;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.RunSettings;
import dev.hullmark.posture.image.EffectiveUser;
import dev.hullmark.posture.privilege.Fixes;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.Reason;
import dev.hullmark.posture.privilege.Verdict;
import dev.hullmark.profile.Proof;
import dev.hullmark.sbom.JsonOut;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The member {@code privilege} of {@code hullmark/advice/1}. */
final class PrivilegeJson {
    private PrivilegeJson() {}

    static void write(JsonGenerator json, ProvedAdvice proved) {
        PrivilegeAdvice advice = proved.advice();
        json.writeName("privilege");
        json.writeStartObject();
        user(json, advice.user());
        json.writeArrayPropertyStart("verdicts");
        for (Verdict v : advice.verdicts()) {
            json.writeStartObject();
            json.writeStringProperty("runtime", v.runtime().text());
            json.writeStringProperty("answer", v.answer().text());
            json.writeStringProperty("says", v.says());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("reasons");
        for (Reason reason : advice.reasons()) {
            json.writeStartObject();
            json.writeStringProperty("kind", reason.kind().text());
            json.writeStringProperty("says", reason.says());
            json.writeStringProperty("fix", reason.fix());
            json.writeBooleanProperty("blocks", reason.blocks());
            evidence(json, reason.evidence());
            json.writeEndObject();
        }
        json.writeEndArray();
        settings(json, advice.settings());
        proved.proof().ifPresent(proof -> proof(json, proof));
        JsonOut.texts(json, "lowPorts", advice.lowPorts());
        JsonOut.texts(json, "volumes", advice.volumes());
        JsonOut.texts(json, "data", advice.data());
        JsonOut.texts(json, "warnings", advice.warnings());
        Fixes fixes = new Fixes(proved.image(), advice);
        json.writeName("fixes");
        json.writeStartObject();
        JsonOut.texts(json, "dockerfile", advice.dockerfile());
        JsonOut.texts(json, "dockerRun", fixes.dockerRun());
        JsonOut.texts(json, "compose", fixes.compose());
        JsonOut.texts(json, "kubernetes", fixes.kubernetes());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void proof(JsonGenerator json, Proof proof) {
        json.writeName("proof");
        json.writeStartObject();
        json.writeStringProperty("outcome", proof.outcome().text());
        json.writeStringProperty("reason", proof.reason());
        json.writeArrayPropertyStart("tried");
        for (Proof.Tried one : proof.tried()) {
            json.writeStartObject();
            json.writeStringProperty("what", one.what());
            json.writeStringProperty("outcome", one.outcome().text());
            json.writeStringProperty("reason", one.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void user(JsonGenerator json, EffectiveUser user) {
        json.writeName("user");
        json.writeStartObject();
        json.writeStringProperty("status", user.status().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("written", user.written());
        if (user.uid() >= 0) {
            json.writeNumberProperty("uid", user.uid());
            json.writeNumberProperty("gid", user.gid());
        }
        JsonOut.optional(json, "name", user.name());
        json.writeStringProperty("reason", user.reason());
        evidence(json, user.evidence());
        json.writeEndObject();
    }

    private static void settings(JsonGenerator json, RunSettings settings) {
        json.writeName("settings");
        json.writeStartObject();
        json.writeStringProperty("user", settings.user());
        JsonOut.texts(json, "capabilities", settings.capabilities());
        json.writeBooleanProperty("noNewPrivileges", settings.noNewPrivileges());
        json.writeBooleanProperty("readOnlyRoot", settings.readOnlyRoot());
        json.writeBooleanProperty("lowPorts", settings.lowPorts());
        JsonOut.texts(json, "writablePaths", settings.writablePaths());
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, List<Evidence> evidence) {
        json.writeArrayPropertyStart("evidence");
        for (Evidence e : evidence) {
            json.writeStartObject();
            json.writeStringProperty("path", e.path());
            if (e.line() > 0) {
                json.writeNumberProperty("line", e.line());
            }
            JsonOut.optional(json, "layer", e.layer());
            JsonOut.optional(json, "createdBy", e.createdBy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
