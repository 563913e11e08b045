package dev.hullmark.advisories;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Pulls an XML file apart, plain or gzip, one element at a time. A document type, and with it every entity of its own, is
 * refused: nothing is expanded and nothing else is opened.
 */
final class Xml implements Closeable {
    private final String name;
    private final InputStream in;
    private final XMLStreamReader reader;
    private int depth;

    /** @param name the file, as messages name it */
    Xml(Path file, String name) throws IOException {
        this.name = name;
        this.in = open(file, name);
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            // The JDK counts &amp; and the like as entities, and stops after 100,000 characters of them, which a real
            // feed
            // has. Entities that grow need a document type, and that is refused; the whole is bounded besides.
            factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
            this.reader = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            in.close();
            throw broken(e);
        }
    }

    /** A file's bytes, unpacked where they are gzip, bounded. */
    static InputStream open(Path file, String name) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            InputStream plain = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
            return new Bounded(plain, Limits.XML_BYTES, name);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Moves to the next start of an element; false at the end of the document. */
    boolean next() throws IOException {
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** Moves to the next start of an element inside the one that {@link #depth} was taken in; false at its end. */
    boolean next(int inside) throws IOException {
        while (true) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_DOCUMENT || depth < inside) {
                return false;
            }
        }
    }

    /** How deep the current element is, from 1. */
    int depth() {
        return depth;
    }

    /** The current element's name without its prefix. */
    String element() {
        return reader.getLocalName();
    }

    /** An attribute's value, or "". */
    String attribute(String attribute) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(attribute)) {
                String value = reader.getAttributeValue(i);
                return value.length() > Limits.XML_TEXT ? value.substring(0, Limits.XML_TEXT) : value;
            }
        }
        return "";
    }

    /** The text of the current element up to its end, cut after {@code limit} characters. */
    String text(int limit) throws IOException {
        StringBuilder text = new StringBuilder();
        int inside = depth;
        while (depth >= inside) {
            int event = step();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                String more = reader.getText();
                text.append(more, 0, Math.min(more.length(), limit - text.length()));
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                break;
            }
        }
        return text.toString().strip();
    }

    private int step() throws IOException {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new AdvisoryException(
                            name + " has a document type or entities of its own, as no feed has; it was not taken in.");
                default -> {}
            }
            if (depth > Limits.NESTING) {
                throw new AdvisoryException(name + " is nested deeper than any feed; it was not taken in.");
            }
            return event;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private IOException broken(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException io) {
            return io;
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return new IOException(name + " is not valid XML (line " + line + ")", e);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            // Nothing of ours is lost by it.
        }
        in.close();
    }
}
