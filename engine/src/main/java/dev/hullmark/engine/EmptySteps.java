package dev.hullmark.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Which build steps made no layer. An engine's history doesn't say so: a step of size 0 may have made an empty layer.
 * The number of layers decides between the guesses; where none fits, none is made.
 */
final class EmptySteps {
    private static final List<String> NEVER = List.of(
            "CMD",
            "ENTRYPOINT",
            "ENV",
            "LABEL",
            "EXPOSE",
            "USER",
            "VOLUME",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "SHELL",
            "ARG",
            "ONBUILD",
            "MAINTAINER");
    private static final String LEGACY = "#(nop)";

    private EmptySteps() {}

    /**
     * @param layers how many the image has
     * @return for each step whether it is empty; an empty list when that can't be told
     */
    static List<Boolean> of(List<EngineImage.Step> steps, int layers) {
        for (int guess = 0; guess < 3; guess++) {
            List<Boolean> empty = new ArrayList<>();
            int full = 0;
            for (EngineImage.Step step : steps) {
                boolean isEmpty = step.size() == 0 && !mayMakeLayer(step.createdBy(), guess);
                empty.add(isEmpty);
                full += isEmpty ? 0 : 1;
            }
            if (full == layers) {
                return empty;
            }
        }
        return List.of();
    }

    /** First nothing of size 0 does, then all but what only changes the configuration and WORKDIR, then that too. */
    private static boolean mayMakeLayer(String createdBy, int guess) {
        String instruction = instruction(createdBy);
        return guess > 0 && !NEVER.contains(instruction) && (guess > 1 || !instruction.equals("WORKDIR"));
    }

    private static String instruction(String createdBy) {
        int legacy = createdBy.indexOf(LEGACY);
        String text = (legacy < 0 ? createdBy : createdBy.substring(legacy + LEGACY.length())).strip();
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }
}
