package dev.hullmark.catalog.secret;

import dev.hullmark.model.Secret;
import java.util.List;

/** The credentials of a Dockerfile that is no image's file but what an image will be built from. */
public final class DockerfileSecrets {
    private DockerfileSecrets() {}

    /** @param path as evidence is to have it */
    public static List<Secret> of(byte[] text, String path) {
        return SecretScan.secrets(new Scanned(text, FileKind.WORDS), true, path);
    }
}
