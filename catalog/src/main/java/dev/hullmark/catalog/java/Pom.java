package dev.hullmark.catalog.java;

import dev.hullmark.model.Confidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A {@code pom.xml}: its coordinates, what it lacks taken from its parent, its own properties filled in. */
final class Pom {
    private static final int DEPTH = 100;
    private static final int PROPERTIES = 1_000;
    private static final int TEXT = 1_000;

    private final Map<String, String> values = new HashMap<>();

    private Pom() {}

    /** @throws IOException when it is no XML */
    static Optional<Coordinates> parse(byte[] bytes) throws IOException {
        Pom pom = new Pom();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            pom.read(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("its pom.xml is not sound XML", e);
        } catch (RuntimeException e) {
            // The JDK's parser meets some broken input with unchecked exceptions.
            throw new IOException("its pom.xml is not sound XML", e);
        }
        Coordinates found =
                new Coordinates(pom.value("groupId"), pom.value("artifactId"), pom.value("version"), Confidence.HIGH);
        return found.plausible() ? Optional.of(found) : Optional.empty();
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String[] path = new String[DEPTH];
        int depth = 0;
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == DEPTH) {
                        throw new XMLStreamException("nested too deeply");
                    }
                    path[depth++] = xml.getLocalName();
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() < TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    keep(path, depth, text.toString().strip());
                    text.setLength(0);
                    depth--;
                }
                default -> {}
            }
        }
    }

    private void keep(String[] path, int depth, String text) {
        if (text.length() > TEXT || values.size() > PROPERTIES) {
            return;
        }
        if (depth == 2) {
            values.put(path[1], text);
        } else if (depth == 3 && (path[1].equals("parent") || path[1].equals("properties"))) {
            values.put(path[1].equals("parent") ? "parent." + path[2] : path[2].concat("$"), text);
        }
    }

    private String value(String field) {
        String value = values.getOrDefault(field, "");
        return filled(
                value.isEmpty() && !field.equals("artifactId") ? values.getOrDefault("parent." + field, "") : value, 0);
    }

    /** The text with every <code>${name}</code> replaced that this pom itself can tell; others stay, and are refused. */
    private String filled(String text, int depth) {
        int open = text.indexOf("${");
        int close = text.indexOf('}', open);
        if (open < 0 || close < 0 || depth > 5 || text.length() > TEXT) {
            return text;
        }
        String name = text.substring(open + 2, close);
        String value = values.get(name.concat("$"));
        if (value == null) {
            String field =
                    name.startsWith("project.") ? name.substring(8) : name.startsWith("pom.") ? name.substring(4) : "";
            value = values.getOrDefault(field, field.isEmpty() ? "" : values.getOrDefault("parent." + field, ""));
        }
        return value.isEmpty() ? text : filled(text.substring(0, open) + value + text.substring(close + 1), depth + 1);
    }
}
