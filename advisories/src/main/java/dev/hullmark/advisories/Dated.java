package dev.hullmark.advisories;

import java.time.Instant;

/** By what it is known when an imported feed was fetched, which is how old it counts as; never in the future. */
public sealed interface Dated {
    /** By when the files at hand were changed last: their copying keeps that. */
    record Files() implements Dated {}

    /** By what whoever brings it says. */
    record At(Instant confirmed) implements Dated {}

    /** By nothing but what it tells of: it is as old as the newest of that. */
    record Inside() implements Dated {}
}
