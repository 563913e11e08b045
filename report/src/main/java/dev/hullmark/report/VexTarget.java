package dev.hullmark.report;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Purl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was scanned, as VEX statements may name it. */
final class VexTarget {
    private final Inventory inventory;
    private final ImageName image;
    private final Map<String, Optional<Purl>> parsed = new HashMap<>();
    private final Map<String, List<Purl>> packages = new HashMap<>();

    VexTarget(Inventory inventory) {
        this.inventory = inventory;
        this.image = ImageName.of(inventory.subject());
        for (Package p : inventory.packages()) {
            purl(p.purl()).ifPresent(purl -> packages.computeIfAbsent(key(purl), k -> new ArrayList<>(1))
                    .add(purl));
        }
    }

    /** Whether a product, or the parts of it that are meant, is the package of a finding. */
    boolean means(VexProduct product, String packagePurl) {
        Optional<Purl> found = purl(packagePurl);
        if (product.subcomponents().isEmpty()) {
            return product.ids().stream().anyMatch(id -> covers(id, found) || subject(id));
        }
        boolean part =
                product.subcomponents().stream().anyMatch(ids -> ids.stream().anyMatch(id -> covers(id, found)));
        return part && product.ids().stream().anyMatch(id -> subject(id) || installed(id));
    }

    private Optional<Purl> purl(String text) {
        return parsed.computeIfAbsent(text, VexTarget::parse);
    }

    private static Optional<Purl> parse(String text) {
        try {
            return text.startsWith("pkg:") ? Optional.of(Purl.parse(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String key(Purl purl) {
        return purl.type() + "/" + purl.namespace() + "/" + purl.name();
    }

    /** Whether a package that goes by this name is in what was scanned. */
    private boolean installed(String id) {
        Optional<Purl> said = purl(id);
        return said.isPresent()
                && packages.getOrDefault(key(said.get()), List.of()).stream().anyMatch(p -> covers(said.get(), p));
    }

    private boolean covers(String id, Optional<Purl> found) {
        Optional<Purl> said = purl(id);
        return said.isPresent() && found.isPresent() && covers(said.get(), found.get());
    }

    /** Every part that a statement names must agree; what it leaves out is any. */
    private boolean covers(Purl said, Purl found) {
        if (!key(said).equals(key(found))
                || (!version(said).isEmpty() && !version(said).equals(version(found)))) {
            return false;
        }
        if (!said.subpath().isEmpty() && !said.subpath().equals(found.subpath())) {
            return false;
        }
        for (Map.Entry<String, String> qualifier : said.qualifiers().entrySet()) {
            if (!qualifies(qualifier.getKey(), qualifier.getValue(), found)) {
                return false;
            }
        }
        return true;
    }

    /** Go's versions are written with and without their {@code v}. */
    private static String version(Purl purl) {
        String version = purl.version();
        return purl.type().equals("golang") && version.startsWith("v") ? version.substring(1) : version;
    }

    /** Docker names the distribution by qualifiers of its own: {@code os_name}, {@code os_version}, {@code os_distro}. */
    private boolean qualifies(String key, String value, Purl found) {
        Optional<Distribution> d = inventory.distribution();
        return switch (key) {
            case "os_name" -> d.isPresent() && d.get().id().equals(value);
            case "os_version" ->
                d.isPresent() && (d.get().versionId().equals(value) || (hardened(d.get()) && within(d.get(), value)));
            case "os_distro" ->
                d.isPresent()
                        && (d.get().codename().equals(value)
                                || (hardened(d.get()) && d.get().idLike().equals(value)));
            case "distro" ->
                value.equals(found.qualifiers().getOrDefault(key, ""))
                        || (d.isPresent()
                                && !d.get().codename().isEmpty()
                                && d.get().codename().equals(value));
            case "epoch" -> value.equals(found.qualifiers().getOrDefault(key, "0"));
            default -> value.equals(found.qualifiers().getOrDefault(key, ""));
        };
    }

    /** Docker's hardened images under their own name: what they are built of is then the {@code os_distro}. */
    private static boolean hardened(Distribution d) {
        return d.id().equals("dhi");
    }

    /** Whether 3.24.1 is a 3.24. */
    private static boolean within(Distribution d, String release) {
        return d.versionId().startsWith(release + ".");
    }

    /** Whether an identifier names the image as a whole. */
    private boolean subject(String id) {
        String digest = inventory.subject().digest();
        if (id.equals(inventory.subject().name())
                || (!digest.isEmpty() && (id.equals(digest) || id.endsWith("@" + digest)))) {
            return true;
        }
        if (id.startsWith("cpe:")) {
            return distribution(id);
        }
        Optional<Purl> purl = purl(id);
        return purl.isPresent() && image.goesBy(purl.get(), digest);
    }

    /** {@code cpe:/o:redhat:enterprise_linux:9::baseos} is any system of that release. */
    private boolean distribution(String cpe) {
        String product = "redhat:enterprise_linux:";
        int at = cpe.indexOf(product);
        Optional<Distribution> d = inventory.distribution();
        if (at < 0 || d.isEmpty() || !d.get().id().toLowerCase(Locale.ROOT).equals("rhel")) {
            return false;
        }
        String release = until(cpe.substring(at + product.length()), ':');
        String installed = d.get().versionId();
        return release.indexOf('.') < 0 ? release.equals(until(installed, '.')) : release.equals(installed);
    }

    private static String until(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** A package-url with another version; what is none stays as it is. */
    static String withVersion(String purl, String version) {
        return parse(purl)
                .map(p -> new Purl(p.type(), p.namespace(), p.name(), version, p.qualifiers(), p.subpath()).canonical())
                .orElse(purl);
    }
}
