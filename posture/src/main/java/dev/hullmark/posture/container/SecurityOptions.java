package dev.hullmark.posture.container;

import java.util.List;
import java.util.Optional;

/** What an engine says it confines containers with, each as {@code name=seccomp,profile=default}. */
public record SecurityOptions(List<String> all) {
    private static final String SECCOMP = "name=seccomp,profile=";

    public SecurityOptions {
        all = List.copyOf(all);
    }

    public boolean has(String name) {
        return all.stream().anyMatch(o -> o.equals("name=" + name) || o.startsWith("name=" + name + ","));
    }

    /** The profile of containers that bring none of their own; empty where the engine tells of no seccomp. */
    public Optional<String> seccompProfile() {
        return all.stream()
                .filter(option -> option.startsWith(SECCOMP))
                .map(option -> option.substring(SECCOMP.length()))
                .findFirst();
    }

    /** Whether containers that bring no profile of their own run under one. */
    public boolean seccomp() {
        return has("seccomp")
                && !seccompProfile().filter(p -> p.equals("unconfined")).isPresent();
    }
}
