package dev.hullmark.sensor.container;

/**
 * A container.
 *
 * @param id 64 digits; empty for events that are of none
 * @param name the engine's name for it; empty if the engine did not tell
 * @param image what it was made from, as it was asked for; empty if the engine did not tell
 * @param imageId the image's digest; empty if the engine did not tell
 * @param pod namespace and name of its pod; empty if it is in none
 */
public record Container(String id, String name, String image, String imageId, String pod) {
    /** Of no container. */
    public static final Container NONE = new Container("", "", "", "", "");

    /** One of which nothing but the id is known. */
    public static Container of(String id) {
        return new Container(id, "", "", "", "");
    }

    /** The id as people write it: its first 12 digits. */
    public String shortId() {
        return id.length() > 12 ? id.substring(0, 12) : id;
    }
}
