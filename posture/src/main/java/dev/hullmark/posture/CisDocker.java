package dev.hullmark.posture;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The CIS Docker Benchmark 1.6.0 as docker-bench-security 1.6.0 runs it: 117 checks in seven sections. The words are a table
 * beside this class; what each asks is code in {@code posture.host} and {@code posture.container}.
 */
public final class CisDocker {
    private static final String TABLE = "cis-docker-1.6.0.tsv";

    private CisDocker() {}

    /**
     * One check.
     *
     * @param id {@code 5.4}
     * @param title as docker-bench writes it, with its {@code (Automated)}, {@code (Scored)} or {@code (Manual)}
     * @param rule our rule for it
     */
    public record Check(String id, String title, Rule rule) {
        /** {@code 5} */
        public String section() {
            return id.substring(0, id.indexOf('.'));
        }

        /** Whether a program can judge it, by the benchmark. */
        public boolean automated() {
            return !title.endsWith("(Manual)");
        }

        /** Whether docker-bench counts it: what is automated, and one that it scores all the same. */
        public boolean scored() {
            return automated() || id.equals("5.9");
        }

        /** The title without what only the benchmark's own layout needs: what a pass means. */
        public String shortTitle() {
            int mark = title.lastIndexOf(" (");
            String bare = mark > 0 ? title.substring(0, mark) : title;
            for (String start : List.of(id + " ", "Ensure that, if applicable, ", "Ensure that ", "Ensure ")) {
                bare = bare.startsWith(start) ? bare.substring(start.length()) : bare;
            }
            return bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
        }
    }

    /** The sections by number, as docker-bench calls them. */
    public static final Map<String, String> SECTIONS = sections();

    private static Map<String, String> sections() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("1", "Host Configuration");
        names.put("2", "Docker daemon configuration");
        names.put("3", "Docker daemon configuration files");
        names.put("4", "Container Images and Build File");
        names.put("5", "Container Runtime");
        names.put("6", "Docker Security Operations");
        names.put("7", "Docker Swarm Configuration");
        return names;
    }

    private static final class Loaded {
        static final Map<String, Check> CHECKS = load();
    }

    /** All of them, in the benchmark's order. */
    public static List<Check> checks() {
        return List.copyOf(Loaded.CHECKS.values());
    }

    public static Optional<Check> check(String id) {
        return Optional.ofNullable(Loaded.CHECKS.get(id));
    }

    /** The rule of a check that is known to be there. */
    public static Rule rule(String id) {
        return check(id)
                .orElseThrow(() -> new IllegalArgumentException("no check " + id))
                .rule();
    }

    private static Map<String, Check> load() {
        Map<String, Check> checks = new LinkedHashMap<>();
        try (InputStream in = CisDocker.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + TABLE);
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    Check check = parse(line);
                    checks.put(check.id(), check);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checks;
    }

    private static Check parse(String line) {
        String[] f = line.split("\t", -1);
        Rule rule = new Rule(
                f[1],
                Kind.valueOf(f[2].toUpperCase(Locale.ROOT)),
                Severity.valueOf(f[3].toUpperCase(Locale.ROOT)),
                f[5],
                f[6],
                List.of("CIS Docker 1.6.0, " + f[0]));
        return new Check(f[0], f[4], rule);
    }
}
