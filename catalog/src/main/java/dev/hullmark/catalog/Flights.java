package dev.hullmark.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * Which layers are being read, so that images with layers in common that are read at the same time read each once. Whoever
 * waits holds nothing, so nobody waits for ever.
 */
public final class Flights {
    private final Set<String> reading = new HashSet<>();

    /** @return false when another one reads it */
    synchronized boolean claim(String identity) {
        return reading.add(identity);
    }

    synchronized void release(String identity) {
        reading.remove(identity);
        notifyAll();
    }

    /** Waits until nobody reads it. */
    synchronized void await(String identity) {
        while (reading.contains(identity)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new dev.hullmark.model.HullmarkException(
                        "Interrupted while another image's layers were read.", e);
            }
        }
    }
}
