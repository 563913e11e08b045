package dev.hullmark.catalog.java;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of a {@code pom.xml}, bounded and without entities from outside. */
final class PomXml {
    private static final int DEPTH = 100;

    /** Is told of every element at its end. */
    interface Handler {
        /**
         * @param path the names of the element's ancestors and its own, as far as {@code depth}
         * @param depth of the root element 1
         * @param text the text right before its end
         */
        void end(String[] path, int depth, String text);
    }

    private PomXml() {}

    /**
     * @param name what a message calls the file
     * @throws IOException when it is no XML
     */
    static void read(byte[] bytes, String name, Handler handler) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            read(xml, handler);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(name + " is not sound XML", e);
        } catch (RuntimeException e) {
            // The JDK's parser meets some broken input with unchecked exceptions.
            throw new IOException(name + " is not sound XML", e);
        }
    }

    private static void read(XMLStreamReader xml, Handler handler) throws XMLStreamException {
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
                    if (text.length() < PomValues.TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    handler.end(path, depth, text.toString().strip());
                    text.setLength(0);
                    depth--;
                }
                default -> {}
            }
        }
    }
}
