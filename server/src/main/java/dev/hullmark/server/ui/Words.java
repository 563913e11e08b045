package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.store.History;

/** Words of the API as people read them; what is new to this version is shown as it is. */
public final class Words {
    private Words() {}

    public static String event(History.Event event) {
        return switch (event.type()) {
            case "image-pushed" -> "Became known";
            case "scan-finished" -> "Was read";
            case "scan-failed" -> "Could not be read";
            case "promoted" -> "Was promoted";
            case "policy-violated" -> "Violates a policy";
            default -> Shell.capital(event.type().replace('-', ' '));
        };
    }

    public static String change(History.Event event) {
        return switch (event.change()) {
            case "new" -> "New:";
            case "gone" -> "Gone:";
            case "withdrawn" -> "Withdrawn:";
            case "exploited" -> "Exploited now:";
            case "fixable" -> "Has a fix now:";
            case "severity" -> "Was " + event.was() + ":";
            default -> Shell.capital(event.change().replace('-', ' ')) + ":";
        };
    }

    /** A box of a form's field. */
    public static String option(String field, String value) {
        return switch (field) {
            case "events" -> told(value);
            case "changes" -> becomes(value);
            default -> value.replace('-', ' ');
        };
    }

    /** What a channel may be told of. */
    public static String told(String event) {
        return switch (event) {
            case "finding" -> "changes of findings";
            case "scan-failed" -> "images that can't be read";
            case "scan-finished" -> "images that were read";
            case "policy-violated" -> "policies that are violated";
            case "image-pushed" -> "new images";
            case "advisories-updated" -> "new advisories";
            case "promoted" -> "promoted images";
            default -> event.replace('-', ' ');
        };
    }

    /** What a finding may become. */
    private static String becomes(String change) {
        return switch (change) {
            case "exploited" -> "known to be exploited";
            case "severity" -> "rated otherwise";
            case "unjudged" -> "not judged any more";
            case "waiver-removed" -> "no longer waived";
            case "waiver-expired" -> "past their waiver";
            default -> change.replace('-', ' ');
        };
    }

    public static String icon(String severity) {
        for (Severity one : Severity.values()) {
            if (one.text().equals(severity)) {
                return Shell.icon(one);
            }
        }
        return "question-circle";
    }

    public static String state(String job) {
        return switch (job) {
            case "queued" -> "Waiting";
            case "running" -> "Running";
            case "failed" -> "Failed";
            case "done" -> "Done";
            default -> job;
        };
    }

    public static String stateIcon(String job) {
        return switch (job) {
            case "failed" -> "x-circle-fill";
            case "done" -> "check-circle-fill";
            default -> "hourglass-split";
        };
    }
}
