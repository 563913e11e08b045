package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Texts;
import dev.hullmark.model.Confidence;

/**
 * What Maven calls an artifact.
 *
 * @param group for instance {@code org.apache.kafka}
 * @param artifact for instance {@code kafka-clients}
 * @param version for instance {@code 3.3.1}
 * @param confidence how sure all three are
 */
record Coordinates(String group, String artifact, String version, Confidence confidence) {
    private static final int LIMIT = 200;

    /** Whether all three could be an artifact's in a repository. */
    boolean plausible() {
        return isId(group) && isId(artifact) && Texts.isWord(version, LIMIT) && version.indexOf('$') < 0;
    }

    /** The same, no surer than this. */
    Coordinates atMost(Confidence most) {
        return confidence.compareTo(most) < 0 ? new Coordinates(group, artifact, version, most) : this;
    }

    String name() {
        return group + ":" + artifact;
    }

    /** Maven's own rule for ids: letters, digits and {@code _-.} */
    static boolean isId(String id) {
        int length = id.length();
        if (length == 0 || length > LIMIT) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
