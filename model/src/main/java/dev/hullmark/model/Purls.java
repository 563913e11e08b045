package dev.hullmark.model;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.TreeMap;

/** Between packages and package-urls (https://github.com/package-url/purl-spec). */
public final class Purls {
    private Purls() {}

    static String of(Package p) {
        String namespace = p.namespace();
        String name = p.name();
        int cut =
                switch (p.type()) {
                    case NPM -> name.startsWith("@") ? name.indexOf('/') : -1;
                    case MAVEN -> name.indexOf(':');
                    case GOLANG -> name.lastIndexOf('/');
                    default -> -1;
                };
        if (cut > 0) {
            namespace = name.substring(0, cut);
            name = name.substring(cut + 1);
        }
        try {
            return new PackageURL(
                            p.type().purlType(),
                            namespace.isEmpty() ? null : namespace,
                            name,
                            p.version().isEmpty() ? null : p.version(),
                            p.qualifiers().isEmpty() ? null : new TreeMap<>(p.qualifiers()),
                            null)
                    .canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("no package-url for " + p.name() + ": " + e.getMessage(), e);
        }
    }
}
