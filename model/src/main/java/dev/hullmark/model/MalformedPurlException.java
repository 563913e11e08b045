package dev.hullmark.model;

/** A text that is no package-url, or parts that make none; the message says why. */
public class MalformedPurlException extends IllegalArgumentException {
    public MalformedPurlException(String message) {
        super(message);
    }
}
