package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;
import static dev.hullmark.model.Severity.NEGLIGIBLE;

import dev.hullmark.posture.dockerfile.Instruction.From;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the image is built on, and whether tomorrow's build is built on the same. */
final class BaseRules {
    private BaseRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "latest-tag",
                    HARDENING,
                    LOW,
                    "the base is whatever 'latest' means today",
                    "Name a version, best with its digest: FROM image:1.2@sha256:…",
                    "CIS Docker 1.6.0, 4.2; hadolint DL3006; hadolint DL3007",
                    (build, hits) -> images(build, (line, name) -> {
                        if (!name.digest() && name.tag().isEmpty()) {
                            hits.add(line, Text.quoted(name.text()) + " has no tag, which means 'latest'");
                        } else if (!name.digest() && name.tag().equals("latest")) {
                            hits.add(line, Text.quoted(name.text()) + " is whatever 'latest' means today");
                        }
                    })),
            Check.of(
                    "base-not-pinned",
                    HARDENING,
                    NEGLIGIBLE,
                    "the base is named by a tag, which can be moved",
                    "Add the digest, and let a bot renew it: FROM image:1.2@sha256:…",
                    "CIS Docker 1.6.0, 4.2",
                    (build, hits) -> images(build, (line, name) -> {
                        if (!name.digest()
                                && !name.tag().isEmpty()
                                && !name.tag().equals("latest")) {
                            hits.add(line, Text.quoted(name.text()) + " is named by a tag, which can be moved");
                        }
                    })),
            Check.of(
                    "base-unknown",
                    HARDENING,
                    LOW,
                    "FROM needs a variable that nothing sets",
                    "Give the ARG before FROM a default",
                    "BuildKit check InvalidDefaultArgInFrom",
                    BaseRules::unknown),
            Check.of(
                    "platform-fixed",
                    HARDENING,
                    NEGLIGIBLE,
                    "FROM --platform is fixed: the image is built for one machine only",
                    "Use --platform=$BUILDPLATFORM for a stage that only builds, or leave it out",
                    "BuildKit check FromPlatformFlagConstDisallowed; hadolint DL3029",
                    BaseRules::platform),
            Check.of(
                    "duplicate-stage",
                    HARDENING,
                    MEDIUM,
                    "two stages have the same name: which one is meant?",
                    "Give each stage a name of its own",
                    "BuildKit check DuplicateStageName; hadolint DL3024",
                    BaseRules::duplicate),
            Check.of(
                    "reserved-stage",
                    HARDENING,
                    MEDIUM,
                    "a stage is called as something else is",
                    "Call it something other than scratch or context",
                    "BuildKit check ReservedStageName",
                    (build, hits) -> build.file().stages().forEach(stage -> {
                        if (Set.of("scratch", "context")
                                .contains(stage.from().name().toLowerCase(Locale.ROOT))) {
                            hits.add(
                                    stage.from().line(),
                                    "stage '" + stage.from().name() + "' is called as something else is");
                        }
                    })),
            Check.of(
                    "foreign-frontend",
                    HARDENING,
                    LOW,
                    "an image that is not Docker's reads this file, and decides what is built",
                    "Use docker/dockerfile:1, or be sure of who makes the other",
                    "Dockerfile reference, syntax directive",
                    BaseRules::frontend),
            Check.of(
                    "onbuild",
                    HARDENING,
                    LOW,
                    "ONBUILD does something in the builds of others, where nobody sees it",
                    "Say it in the Dockerfile it is for",
                    "Docker docs, building best practices",
                    (build, hits) -> build.shippedStages().forEach(stage -> stage.all(Instruction.OnBuild.class)
                            .forEach(on -> hits.add(
                                    on.line(),
                                    "ONBUILD " + on.inner().origin().keyword() + " acts in the builds of others")))));

    /**
     * An image's name in its parts.
     *
     * @param tag or ""
     */
    private record Name(String text, String tag, boolean digest) {
        static Name of(String text) {
            int at = text.indexOf('@');
            String named = at < 0 ? text : text.substring(0, at);
            int colon = named.lastIndexOf(':');
            boolean tagged = colon > named.lastIndexOf('/');
            return new Name(text, tagged ? named.substring(colon + 1) : "", at >= 0);
        }
    }

    /** Each image that is taken from outside, with the line. */
    private static void images(Build build, BiConsumer<Integer, Name> to) {
        Set<String> stages = new HashSet<>();
        for (Stage stage : build.file().stages()) {
            stages.add(stage.from().name().toLowerCase(Locale.ROOT));
            Value image = stage.from().image();
            if (stage.parent().isEmpty() && image.known() && !stage.scratch()) {
                to.accept(stage.from().line(), Name.of(image.text()));
            }
        }
        build.takes((stage, taken) -> {
            boolean number = taken.from().chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number && !stages.contains(taken.from().toLowerCase(Locale.ROOT))) {
                to.accept(taken.line(), Name.of(taken.from()));
            }
        });
    }

    private static void unknown(Build build, Hits hits) {
        for (Stage stage : build.file().stages()) {
            Value image = stage.from().image();
            if (!image.known() && !image.platform()) {
                boolean nothing = image.text().isEmpty()
                        || image.text().endsWith(":")
                        || image.text().startsWith(":");
                hits.add(
                        stage.from().line(),
                        nothing ? MEDIUM : LOW,
                        "FROM " + Text.quoted(image.written()) + " needs a variable that nothing sets");
            }
        }
    }

    private static void platform(Build build, Hits hits) {
        for (Stage stage : build.file().stages()) {
            From from = stage.from();
            from.platform()
                    .filter(p -> p.written().indexOf('$') < 0)
                    .ifPresent(p -> hits.add(
                            from.line(),
                            "--platform=" + Text.quoted(p.written())
                                    + " is fixed: the image is built for one machine only"));
        }
    }

    private static void duplicate(Build build, Hits hits) {
        Set<String> seen = new HashSet<>();
        for (Stage stage : build.file().stages()) {
            String name = stage.from().name();
            if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
                hits.add(stage.from().line(), "two stages are called '" + Text.quoted(name) + "'");
            }
        }
    }

    private static void frontend(Build build, Hits hits) {
        String syntax = build.file().directives().syntax();
        String name = syntax.startsWith("docker.io/") ? syntax.substring("docker.io/".length()) : syntax;
        if (!syntax.isEmpty() && !name.startsWith("docker/dockerfile")) {
            hits.add(1, Text.quoted(syntax) + " reads this file, and decides what is built");
        }
    }
}
