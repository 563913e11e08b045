package dev.hullmark.sensor.bpf;

/**
 * A place in a program that jumps go to, by what is the case there.
 *
 * @param name for the listing
 */
public record Label(String name) {}
