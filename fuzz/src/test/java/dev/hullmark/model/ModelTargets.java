package dev.hullmark.model;

import dev.hullmark.fuzz.Target;

/** Package-urls, which come in bills of materials, VEX documents and registries. */
public final class ModelTargets {
    private ModelTargets() {}

    public static Target purl() {
        return Target.ofText(
                        "purl",
                        ModelTargets::reads,
                        "pkg:npm/%40babel/core@7.20.0?arch=x&b=c#a/b",
                        "pkg:rpm/redhat/openssl@3.0.7-27.el9?arch=src&epoch=1",
                        "pkg:golang/github.com/a/b@v1",
                        "pkg:deb/debian/libssl3@1:3?distro=debian-12")
                .with("pkg:npm/", "%40", "%2F", "?arch=", "&epoch=1");
    }

    private static boolean reads(byte[] input) {
        String text = Target.text(input);
        try {
            Purl read = Purl.parse(text);
            if (!Purl.parse(read.canonical()).equals(read)) {
                throw new Target.Find(read + " reads back as " + Purl.parse(read.canonical()));
            }
        } catch (MalformedPurlException e) {
            return false;
        }
        Purls.parse(text).ifPresent(Package::purl);
        return true;
    }
}
