package dev.hullmark.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Between packages and package-urls. */
public final class Purls {
    private Purls() {}

    /** @throws MalformedPurlException for a package that has no name */
    static String of(Package p) {
        String namespace = p.namespace();
        String name = p.name();
        int cut =
                switch (p.type()) {
                    case NPM -> name.startsWith("@") ? name.indexOf('/') : -1;
                    case MAVEN -> name.indexOf(':');
                    case GOLANG -> name.lastIndexOf('/');
                    case COMPOSER -> name.indexOf('/');
                    default -> -1;
                };
        // A name that ends with the separator has none behind it, and keeps it.
        if (cut > 0 && cut < name.length() - 1) {
            namespace = name.substring(0, cut);
            name = name.substring(cut + 1);
        }
        String version = p.version();
        Map<String, String> qualifiers = p.qualifiers();
        int colon = p.type() == PackageType.RPM ? version.indexOf(':') : -1;
        if (colon > 0) {
            qualifiers = new TreeMap<>(qualifiers);
            qualifiers.put("epoch", version.substring(0, colon));
            version = version.substring(colon + 1);
        }
        return new Purl(p.type().purlType(), namespace, name, version, qualifiers, "").canonical();
    }

    /**
     * The package a package-url names, without evidence; its name and version as its ecosystem writes them, an rpm's epoch
     * back before its version.
     *
     * @return nothing for a malformed text, or a type Hullmark does not know
     */
    public static Optional<Package> parse(String text) {
        Purl purl;
        PackageType type;
        try {
            purl = Purl.parse(text);
            type = PackageType.ofPurlType(purl.type());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String namespace = purl.namespace();
        String name = purl.name();
        if (!namespace.isEmpty() && !type.ofDistribution()) {
            name = namespace + (type == PackageType.MAVEN ? ":" : "/") + name;
            namespace = "";
        }
        if (type == PackageType.PYPI) {
            name = normalised(name);
        }
        Map<String, String> qualifiers = new TreeMap<>(purl.qualifiers());
        String version = purl.version();
        if (type == PackageType.RPM) {
            String epoch = qualifiers.remove("epoch");
            if (epoch != null && !epoch.equals("0") && version.indexOf(':') < 0) {
                version = epoch + ":" + version;
            }
        }
        return Optional.of(new Package(
                type,
                name,
                version,
                namespace,
                qualifiers,
                Optional.empty(),
                List.of(),
                Confidence.CERTAIN,
                "",
                List.of()));
    }

    /** As PEP 503 says; the purl specification itself leaves dots and runs of separators as they are. */
    private static String normalised(String name) {
        StringBuilder normalised = new StringBuilder(name.length());
        boolean separator = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean another = c == '-' || c == '_' || c == '.';
            if (!another) {
                normalised.append(c);
            } else if (!separator) {
                normalised.append('-');
            }
            separator = another;
        }
        return normalised.toString().toLowerCase(Locale.ROOT);
    }
}
