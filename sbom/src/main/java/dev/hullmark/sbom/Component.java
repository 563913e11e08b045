package dev.hullmark.sbom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CycloneDX component as it is read: only the members that tell of a package. */
final class Component {
    String type = "";
    String group = "";
    String name = "";
    String version = "";
    String description = "";
    String purl = "";
    final List<String> licences = new ArrayList<>();
    final List<String> locations = new ArrayList<>();

    /** By name; the first of several with the same name. */
    final Map<String, String> properties = new HashMap<>();

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    String ours(String name) {
        return properties.getOrDefault(CycloneDx.OURS + name, "");
    }

    /** Reads a component; those nested in it go to {@code nested}, flat. */
    static Component read(JsonIn in, List<Component> nested) {
        Component c = new Component();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "type" -> c.type = in.text();
                case "group" -> c.group = in.text();
                case "name" -> c.name = in.text();
                case "version" -> c.version = in.text();
                case "description" -> c.description = in.text();
                case "purl" -> c.purl = in.text();
                case "licenses" -> licences(in, c.licences);
                case "properties" -> properties(in, c.properties);
                case "evidence" -> evidence(in, c.locations);
                case "components" -> list(in, nested);
                default -> in.skip();
            }
        }
        return c;
    }

    static void list(JsonIn in, List<Component> into) {
        in.array();
        while (in.item()) {
            into.add(read(in, into));
            in.bound(into.size(), Limits.PACKAGES, "components");
        }
    }

    static void properties(JsonIn in, Map<String, String> into) {
        in.array();
        while (in.item()) {
            String name = "";
            String value = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "name" -> name = in.text();
                    case "value" -> value = in.text();
                    default -> in.skip();
                }
            }
            if (isKnown(name)) {
                into.putIfAbsent(name, value);
                in.bound(into.size(), Limits.ENTRIES, "properties");
            }
        }
    }

    private static boolean isKnown(String name) {
        return name.startsWith(CycloneDx.OURS)
                || name.startsWith("aquasecurity:trivy:")
                || name.startsWith("syft:distro:")
                || name.startsWith("syft:location:")
                || name.startsWith("syft:metadata:source")
                || name.equals("syft:metadata:originPackage");
    }

    private static void licences(JsonIn in, List<String> into) {
        in.array();
        while (in.item()) {
            String text = "";
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "expression" -> text = in.text();
                    case "license" -> text = licence(in);
                    default -> in.skip();
                }
            }
            into.add(text);
            in.bound(into.size(), Limits.ENTRIES, "licences of one package");
        }
    }

    private static String licence(JsonIn in) {
        String text = "";
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "id", "name" -> text = in.text();
                default -> in.skip();
            }
        }
        return text;
    }

    private static void evidence(JsonIn in, List<String> locations) {
        in.object();
        while (in.field()) {
            if (!in.name().equals("occurrences")) {
                in.skip();
                continue;
            }
            in.array();
            while (in.item()) {
                in.object();
                while (in.field()) {
                    if (in.name().equals("location")) {
                        locations.add(in.text());
                        in.bound(locations.size(), Limits.ENTRIES, "places of one package");
                    } else {
                        in.skip();
                    }
                }
            }
        }
    }
}
