package dev.hullmark.image;

import dev.hullmark.model.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens images that lie in files: Docker's archives in all their forms, OCI archives and OCI layouts. */
final class ImageArchives {
    private ImageArchives() {}

    /**
     * Where an image lies.
     *
     * @param path the archive or the layout's directory
     * @param ref which of its images, or ""
     */
    private record Place(Path path, String ref) {}

    /** Opens what {@code value} names: {@code PATH}, or {@code PATH:NAME} to choose among several images. */
    static Image open(Target.Kind kind, String value, OpenOptions options) {
        Place place = place(value);
        try {
            Members members =
                    kind == Target.Kind.OCI ? new DirectoryMembers(place.path) : TarMembers.open(place.path, options);
            try {
                return open(members, value, place, kind, options);
            } catch (IOException | RuntimeException e) {
                members.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ImageException(place.path + " can't be read: " + Errors.reason(e) + ".", e);
        }
    }

    private static Image open(Members members, String value, Place place, Target.Kind kind, OpenOptions options)
            throws IOException {
        boolean docker =
                kind != Target.Kind.OCI && members.find("manifest.json").isPresent();
        Subject subject = new Subject(
                "image", value, "", kind == Target.Kind.OCI ? "oci" : docker ? "docker-archive" : "oci-archive");
        String from = place.path.toString();
        // Docker since 25 saves both; the OCI form says more: digests, platforms, what is not there.
        if (members.find("index.json").isPresent() && members.find("oci-layout").isPresent()) {
            return new OciLayout(members, from, options).open(subject, place.ref);
        }
        if (docker) {
            return new DockerArchive(members, from, options).open(subject, place.ref);
        }
        if (isRootFileSystem(members)) {
            throw new ImageException(from + " holds a root file system and no image, as docker export writes it;"
                    + " unpack it and scan dir:PATH, or scan its container as container:NAME.");
        }
        throw new ImageException(from + " holds neither a manifest.json (docker save) nor an index.json (OCI)"
                + (members.whyAbsent().contains("cut off") ? ": it is cut off" : "") + "; save the image again.");
    }

    private static boolean isRootFileSystem(Members members) throws IOException {
        for (String name : new String[] {".dockerenv", "etc/os-release", "usr/lib/os-release", "etc/passwd"}) {
            if (members.find(name).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Place place(String value) {
        Path whole = new Target(Target.Kind.OCI, value).path();
        if (Files.exists(whole)) {
            return new Place(whole, "");
        }
        for (int colon = value.indexOf(':', 1); colon > 0; colon = value.indexOf(':', colon + 1)) {
            Path path = new Target(Target.Kind.OCI, value.substring(0, colon)).path();
            if (Files.exists(path)) {
                return new Place(path, value.substring(colon + 1));
            }
        }
        throw new ImageException("There is nothing at " + value + ".");
    }
}
