package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Azure Linux's and CBL-Mariner's vulnerabilities as OVAL (github.com/microsoft/AzureLinuxVulnerabilityData):
 * {@code azurelinux-3.0-oval.xml}, {@code cbl-mariner-2.0-oval.xml}. Each definition is of one CVE and one source package;
 * its test leads to an object that names the package and a state that bounds its version.
 */
final class AzureLinux implements NativeFeed {
    private static final String WHAT = "Azure Linux's OVAL file";

    @Override
    public String name() {
        return "Azure Linux";
    }

    @Override
    public boolean takes(String fileName) {
        return fileName.endsWith("-oval.xml") || fileName.endsWith("-oval.xml.gz");
    }

    @Override
    public List<String> published() {
        return List.of(
                "azurelinux-3.0-oval.xml",
                "cbl-mariner-2.0-oval.xml",
                "cbl-mariner-1.0-oval.xml",
                "azurelinux-3.0-oval.xml.gz",
                "cbl-mariner-2.0-oval.xml.gz");
    }

    private record Test(String object, String state) {}

    private record State(String operation, String evr) {}

    /** What definitions point at. */
    private static final class Parts {
        private final Map<String, Test> tests = new HashMap<>();
        private final Map<String, String> objects = new HashMap<>();
        private final Map<String, State> states = new HashMap<>();
    }

    @Override
    public void read(List<Path> files, RecordReader reader, RecordReader.Sink sink) throws IOException {
        for (Path file : files) {
            Parts parts = parts(file);
            try (Xml xml = new Xml(file, WHAT)) {
                while (xml.next()) {
                    if (xml.element().equals("definition")) {
                        definition(xml, parts, reader, sink);
                    }
                }
            }
        }
    }

    private static Parts parts(Path file) throws IOException {
        Parts parts = new Parts();
        try (Xml xml = new Xml(file, WHAT)) {
            while (xml.next()) {
                String id = xml.attribute("id");
                switch (xml.element()) {
                    case "rpminfo_test" -> parts.tests.put(id, test(xml));
                    case "rpminfo_object" -> parts.objects.put(id, object(xml));
                    case "rpminfo_state" -> parts.states.put(id, state(xml));
                    default -> {}
                }
                if (parts.tests.size() + parts.objects.size() + parts.states.size() > Limits.OVAL_PARTS) {
                    throw new AdvisoryException(WHAT + " is larger than any real one; it was not taken in.");
                }
            }
        }
        return parts;
    }

    private static Test test(Xml xml) throws IOException {
        int depth = xml.depth();
        String object = "";
        String state = "";
        while (xml.next(depth)) {
            object = xml.element().equals("object") ? xml.attribute("object_ref") : object;
            state = xml.element().equals("state") ? xml.attribute("state_ref") : state;
        }
        return new Test(object, state);
    }

    private static String object(Xml xml) throws IOException {
        int depth = xml.depth();
        String name = "";
        while (xml.next(depth)) {
            name = xml.element().equals("name") ? xml.text(Limits.NAME_CHARS) : name;
        }
        return name;
    }

    private static State state(Xml xml) throws IOException {
        int depth = xml.depth();
        State state = new State("", "");
        while (xml.next(depth)) {
            if (xml.element().equals("evr")) {
                String operation = xml.attribute("operation");
                state = new State(operation, xml.text(Limits.VERSION_CHARS + 1));
            }
        }
        return state;
    }

    private void definition(Xml xml, Parts parts, RecordReader reader, RecordReader.Sink sink) throws IOException {
        int depth = xml.depth();
        String definition = xml.attribute("id");
        String title = "";
        String severity = "";
        Instant modified = Instant.EPOCH;
        Set<String> cves = new LinkedHashSet<>();
        List<String> references = new ArrayList<>();
        Map<String, List<State>> bounds = new LinkedHashMap<>();
        boolean dangling = false;
        while (xml.next(depth)) {
            switch (xml.element()) {
                case "title" -> title = xml.text(Limits.SUMMARY_CHARS);
                case "severity" -> severity = xml.text(Limits.SEVERITY_CHARS).toLowerCase(Locale.ROOT);
                case "advisory_date" -> modified = Fixes.time(xml.text(Limits.ID_CHARS));
                case "reference" -> {
                    if (xml.attribute("ref_id").startsWith("CVE-")) {
                        cves.add(xml.attribute("ref_id"));
                        references.add(xml.attribute("ref_url"));
                    }
                }
                case "criterion" -> {
                    Test test = parts.tests.getOrDefault(xml.attribute("test_ref"), new Test("", ""));
                    String name = parts.objects.getOrDefault(test.object(), "");
                    State state = parts.states.getOrDefault(test.state(), new State("", ""));
                    dangling |= !Fixes.sane(name) || !Fixes.sane(state.evr());
                    bounds.computeIfAbsent(name, n -> new ArrayList<>(1)).add(state);
                }
                default -> {}
            }
        }
        String release = release(definition, bounds);
        String number = definition.substring(definition.lastIndexOf(':') + 1);
        List<Affected> affected = new ArrayList<>();
        for (Map.Entry<String, List<State>> one : bounds.entrySet()) {
            List<Event> events = events(one.getValue());
            dangling |= events.isEmpty();
            affected.add(Fixes.of(name() + ":" + release, one.getKey(), events, "", Status.AFFECTED));
        }
        if (number.isEmpty() || number.length() > 20 || cves.isEmpty() || affected.isEmpty() || dangling) {
            reader.skip(definition.isEmpty() ? "a definition" : definition, "no CVE, package or version in it");
            return;
        }
        references.removeIf(r -> !r.startsWith("https://") || r.length() > Limits.REFERENCE_CHARS);
        reader.take(
                new Advisory(
                        (release.equals("3") ? "AZL-" : "CBL-MARINER-") + number,
                        modified,
                        Optional.empty(),
                        Fixes.ids(cves),
                        title,
                        "",
                        List.of(),
                        severity,
                        references.subList(0, Math.min(1, references.size())),
                        affected),
                sink);
    }

    /** {@code 3} for versions that end in {@code .azl3}, {@code 2} for {@code .cm2}; else by whose definition it is. */
    private static String release(String definition, Map<String, List<State>> bounds) {
        for (List<State> states : bounds.values()) {
            for (State state : states) {
                for (String mark : List.of(".azl", ".cm")) {
                    int at = state.evr().lastIndexOf(mark);
                    if (at > 0 && at + mark.length() + 1 == state.evr().length()) {
                        return state.evr().substring(at + mark.length());
                    }
                }
            }
        }
        return definition.contains("mariner") ? "2" : "3";
    }

    /** Both bounds of the versions, the lower one 0 where none is said; nothing when one is not understood. */
    private static List<Event> events(List<State> states) {
        String from = "0";
        List<Event> until = new ArrayList<>();
        for (State state : states) {
            String evr = state.evr().startsWith("0:") ? state.evr().substring(2) : state.evr();
            switch (state.operation()) {
                case "less than" -> until.add(new Event(Event.Kind.FIXED, evr));
                case "less than or equal" -> until.add(new Event(Event.Kind.LAST_AFFECTED, evr));
                // The version itself is taken to be affected: a doubt is not to become silence.
                case "greater than", "greater than or equal" -> from = evr;
                default -> {
                    return List.of();
                }
            }
        }
        List<Event> events = new ArrayList<>();
        events.add(new Event(Event.Kind.INTRODUCED, from));
        events.addAll(until);
        return events;
    }
}
