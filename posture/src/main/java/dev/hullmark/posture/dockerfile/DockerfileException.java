package dev.hullmark.posture.dockerfile;

import dev.hullmark.model.HullmarkException;

/** What was given is no Dockerfile at all, or lacks what was asked for. */
public final class DockerfileException extends HullmarkException {
    public DockerfileException(String message) {
        super(message);
    }
}
