package dev.hullmark.image;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong in words for people. */
final class Errors {
    private static final int LONGEST = 200;

    private Errors() {}

    /** A clause for a message: {@code permission denied}. */
    static String reason(Throwable problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        return switch (problem) {
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "it is gone";
            case EOFException e when message.isEmpty() -> "it ends too soon";
            case StackOverflowError e -> "it is nested too deeply";
            case RuntimeException e -> "its reader failed (" + e.getClass().getSimpleName() + ")";
            default -> clip(message.isEmpty() ? problem.getClass().getSimpleName() : message);
        };
    }

    private static String clip(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
