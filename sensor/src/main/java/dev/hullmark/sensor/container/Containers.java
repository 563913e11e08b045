package dev.hullmark.sensor.container;

/** What is known of containers. Answers at once. */
public interface Containers {
    /** What is known now of the container with this id. */
    Container of(String id);

    /** Whether more may be known in a moment. */
    boolean asking(String id);
}
