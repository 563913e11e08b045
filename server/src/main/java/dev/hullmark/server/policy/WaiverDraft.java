package dev.hullmark.server.policy;

import dev.hullmark.model.Waiver;
import dev.hullmark.server.policy.Fields.Wrong;
import dev.hullmark.store.Waivers;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads a waiver that somebody wants to make. */
final class WaiverDraft {
    static final Set<String> FIELDS = Set.of("id", "package", "scope", "kind", "justification", "reason", "expires");
    private static final List<String> JUSTIFICATIONS = List.of(
            "component_not_present",
            "vulnerable_code_not_present",
            "vulnerable_code_not_in_execute_path",
            "vulnerable_code_cannot_be_controlled_by_adversary",
            "inline_mitigations_already_exist");

    private WaiverDraft() {}

    static Waivers.Draft of(Fields f, String author, LocalDate today) {
        Waiver waiver = new Waiver(
                canonical(f.needed("id")),
                f.text("package"),
                "",
                Set.of(),
                f.needed("reason"),
                author,
                expires(f, today),
                "");
        Waivers.Decision decision = f.has("kind") ? decision(f.text("kind")) : Waivers.Decision.ACCEPTED_RISK;
        String justification = f.text("justification");
        if (!justification.isEmpty()
                && (decision != Waivers.Decision.NOT_AFFECTED || !JUSTIFICATIONS.contains(justification))) {
            throw new Wrong(
                    "justification",
                    "A 'justification' is for 'not-affected', and one of " + String.join(", ", JUSTIFICATIONS) + ".");
        }
        return new Waivers.Draft(
                waiver,
                scope(f.object("scope", Set.of("all", "repositories", "image", "layer"))),
                decision,
                justification);
    }

    /** As findings write it. */
    static String canonical(String id) {
        String upper = id.toUpperCase(Locale.ROOT);
        if (upper.startsWith("CVE-")) {
            return upper;
        }
        return upper.startsWith("GHSA-") ? "GHSA-" + id.substring(5).toLowerCase(Locale.ROOT) : id;
    }

    private static Waivers.Decision decision(String text) {
        return Arrays.stream(Waivers.Decision.values())
                .filter(d -> d.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Wrong("kind", "'kind' must be not-affected, accepted-risk or will-not-fix."));
    }

    /** The last day it holds. */
    static Optional<LocalDate> expires(Fields f, LocalDate today) {
        if (!f.has("expires")) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(f.text("expires"));
            if (day.isBefore(today)) {
                throw new Wrong("expires", "'expires' is over; it is the last day the waiver holds, in UTC.");
            }
            return Optional.of(day);
        } catch (DateTimeParseException e) {
            throw new Wrong("expires", "'expires' must be a day such as 2027-01-31.");
        }
    }

    private static Waivers.Scope scope(Fields f) {
        List<String> said = List.of("all", "repositories", "image", "layer").stream()
                .filter(f::has)
                .toList();
        if (said.size() != 1) {
            throw new Wrong(
                    "scope", "Say where it holds: one of scope.all, scope.repositories, scope.image or scope.layer.");
        }
        return switch (said.getFirst()) {
            case "all" -> {
                if (!f.flag("all")) {
                    throw new Wrong("scope", "'all' of a scope can only be true.");
                }
                yield Waivers.Scope.ALL;
            }
            case "repositories" -> {
                List<String> patterns = f.texts("repositories");
                if (patterns.isEmpty() || patterns.stream().anyMatch(p -> p.indexOf(',') >= 0)) {
                    throw new Wrong(
                            "scope", "'repositories' needs patterns like registry.example.com/team/*, without commas.");
                }
                yield new Waivers.Scope(Waivers.Level.REPOSITORY, String.join(",", patterns));
            }
            case "image" -> new Waivers.Scope(Waivers.Level.IMAGE, digest(f.text("image")));
            default -> new Waivers.Scope(Waivers.Level.LAYER, digest(f.text("layer")));
        };
    }

    private static String digest(String text) {
        if (!text.matches("sha256:[0-9a-f]{64}")) {
            throw new Wrong(
                    "scope", "A digest is sha256: and 64 hexadecimal digits; of a layer its diff id is asked for.");
        }
        return text;
    }

    /** The other way round. */
    static void write(ObjectNode json, Waivers.Scope scope) {
        switch (scope.level()) {
            case ALL -> json.put("all", true);
            case REPOSITORY -> {
                var patterns = json.putArray("repositories");
                for (String pattern : scope.target().split(",")) {
                    patterns.add(pattern);
                }
            }
            case IMAGE -> json.put("image", scope.target());
            case LAYER -> json.put("layer", scope.target());
        }
    }
}
