package dev.hullmark.sbom;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one SPDX document: first everything in it, in whatever order, then what it means. */
final class SpdxReader {
    private static final String TRIVY_SOURCE = "built package from: ";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> licenceTexts = new HashMap<>();
    private final Set<String> described = new HashSet<>();
    private String version = "";
    private String name = "";
    private String facts = "";

    /** An SPDX package as it is read. */
    private static final class Entry {
        String id = "";
        String name = "";
        String version = "";
        String purpose = "";
        String sourceInfo = "";
        String declared = "";
        String purl = "";
        String facts = "";
    }

    Inventory read(JsonIn in) {
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "spdxVersion" -> version = in.text();
                case "name" -> name = in.text();
                case "documentDescribes" -> described.addAll(in.texts());
                case "annotations" -> facts = facts(in);
                case "packages" -> packages(in);
                case "relationships" -> relationships(in);
                case "hasExtractedLicensingInfos" -> licences(in);
                default -> in.skip();
            }
        }
        if (!version.startsWith("SPDX-2.")) {
            throw new SbomException("it is of version '" + version + "', and Hullmark reads SPDX 2");
        }
        return facts.isEmpty() ? foreign() : ours();
    }

    private void packages(JsonIn in) {
        in.array();
        while (in.item()) {
            Entry entry = new Entry();
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "SPDXID" -> entry.id = in.text();
                    case "name" -> entry.name = in.text();
                    case "versionInfo" -> entry.version = in.text();
                    case "primaryPackagePurpose" -> entry.purpose = in.text();
                    case "sourceInfo" -> entry.sourceInfo = in.text();
                    case "licenseDeclared" -> entry.declared = in.text();
                    case "externalRefs" -> entry.purl = purl(in);
                    case "annotations" -> entry.facts = facts(in);
                    default -> in.skip();
                }
            }
            entries.add(entry);
            in.bound(entries.size(), Limits.PACKAGES, "packages");
        }
    }

    private static String purl(JsonIn in) {
        String purl = "";
        in.array();
        while (in.item()) {
            String type = "";
            String locator = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "referenceType" -> type = in.text();
                    case "referenceLocator" -> locator = in.text();
                    default -> in.skip();
                }
            }
            purl = purl.isEmpty() && type.equals("purl") ? locator : purl;
        }
        return purl;
    }

    /** Our own annotation's JSON, or "". */
    private static String facts(JsonIn in) {
        String facts = "";
        in.array();
        while (in.item()) {
            in.object();
            while (in.field()) {
                if (in.name().equals("comment")) {
                    String comment = in.text();
                    facts = comment.startsWith(Spdx.OURS + "{") ? comment.substring(Spdx.OURS.length()) : facts;
                } else {
                    in.skip();
                }
            }
        }
        return facts;
    }

    private void relationships(JsonIn in) {
        in.array();
        while (in.item()) {
            String from = "";
            String type = "";
            String to = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "spdxElementId" -> from = in.text();
                    case "relationshipType" -> type = in.text();
                    case "relatedSpdxElement" -> to = in.text();
                    default -> in.skip();
                }
            }
            if (from.equals("SPDXRef-DOCUMENT") && type.equals("DESCRIBES")) {
                described.add(to);
                in.bound(described.size(), Limits.PACKAGES, "described packages");
            }
        }
    }

    private void licences(JsonIn in) {
        in.array();
        while (in.item()) {
            String id = "";
            String text = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "licenseId" -> id = in.text();
                    case "name" -> text = in.text();
                    default -> in.skip();
                }
            }
            licenceTexts.put(id, text);
            in.bound(licenceTexts.size(), Limits.ENTRIES, "licences");
        }
    }

    private Inventory ours() {
        Inventory frame;
        try (JsonIn in = new JsonIn(facts)) {
            frame = InventoryReader.read(in);
        }
        List<Package> packages = new ArrayList<>();
        Others others = new Others();
        for (Entry entry : entries) {
            Optional<Package> own = ours(entry, frame.layers());
            if (own.isPresent()) {
                packages.add(own.get());
            } else if (!described.contains(entry.id) && !entry.purpose.startsWith("OPERATING")) {
                foreign(entry).ifPresentOrElse(packages::add, () -> others.add(entry.purl));
            }
        }
        List<dev.hullmark.model.Coverage> coverage = new ArrayList<>(frame.coverage());
        coverage.addAll(others.coverage());
        return new Inventory(
                frame.subject(),
                frame.distribution(),
                Optional.empty(),
                frame.layers(),
                packages,
                coverage,
                frame.catalogers(),
                frame.facts());
    }

    /** What our annotation says, unless somebody changed the package beneath it. */
    private static Optional<Package> ours(Entry entry, List<LayerInfo> layers) {
        if (entry.facts.isEmpty()) {
            return Optional.empty();
        }
        try (JsonIn in = new JsonIn(entry.facts)) {
            Package p = PackageJson.read(in, layers);
            boolean same = p.name().equals(entry.name)
                    && p.version().equals(entry.version)
                    && PurlPackages.purlOf(p).equals(entry.purl);
            return same ? Optional.of(p) : Optional.empty();
        }
    }

    private Inventory foreign() {
        List<Package> packages = new ArrayList<>();
        Optional<Distribution> distribution = Optional.empty();
        Others others = new Others();
        for (Entry entry : entries) {
            if (entry.purpose.startsWith("OPERATING")) {
                String id = Distributions.id(entry.name);
                distribution = Optional.of(new Distribution(id, Distributions.version(id, entry.version), "", "", ""));
            } else if (PurlPackages.of(entry.purl).isPresent()) {
                foreign(entry).ifPresent(packages::add);
            } else if (!described.contains(entry.id) && !entry.purpose.equals("APPLICATION")) {
                others.add(entry.purl);
            }
        }
        return Distributions.settle(
                new Subject("image", name, "", "sbom"), distribution, List.of(), packages, others.coverage());
    }

    private Optional<Package> foreign(Entry entry) {
        return PurlPackages.of(entry.purl).map(p -> {
            Package with = PurlPackages.named(p, entry.name)
                    .withLicences(declared(entry.declared))
                    .withEvidence(List.<Evidence>of());
            return source(p, entry.sourceInfo).map(with::withSource).orElse(with);
        });
    }

    private List<String> declared(String declared) {
        return switch (declared) {
            case "", "NONE", "NOASSERTION" -> List.of();
            default -> List.of(licenceTexts.getOrDefault(declared, declared));
        };
    }

    private static Optional<SourcePackage> source(Package p, String info) {
        if (!p.type().ofDistribution() || !info.startsWith(TRIVY_SOURCE)) {
            return p.source();
        }
        int space = info.indexOf(' ', TRIVY_SOURCE.length());
        return space < 0
                ? p.source()
                : Optional.of(new SourcePackage(
                        info.substring(TRIVY_SOURCE.length(), space),
                        info.substring(space + 1).strip()));
    }
}
