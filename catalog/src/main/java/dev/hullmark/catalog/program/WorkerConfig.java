package dev.hullmark.catalog.program;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Program;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of a server that starts as root and gives its workers another user: nginx ({@code user}), Apache
 * ({@code User}, or {@code APACHE_RUN_USER}), php-fpm and HAProxy ({@code user}).
 *
 * @param program the server's
 * @param directive what stands before the user, in small letters
 * @param separators what may stand between the two
 */
record WorkerConfig(String program, String directive, String separators) {
    private static final String BLANKS = " \t";
    private static final int LONGEST_NAME = 100;

    /** By the path of the file; empty when it is none of them. */
    static Optional<WorkerConfig> of(String path) {
        int slash = path.lastIndexOf('/');
        String directory = slash < 0 ? "" : path.substring(0, slash);
        return switch (path.substring(slash + 1)) {
            case "nginx.conf" -> Optional.of(new WorkerConfig("nginx", "user", BLANKS));
            case "httpd.conf" -> Optional.of(new WorkerConfig("httpd", "user", BLANKS));
            case "apache2.conf" -> Optional.of(new WorkerConfig("apache2", "user", BLANKS));
            case "envvars" ->
                directory.endsWith("apache2")
                        ? Optional.of(new WorkerConfig("apache2", "export apache_run_user", "="))
                        : Optional.empty();
            case "haproxy.cfg" -> Optional.of(new WorkerConfig("haproxy", "user", BLANKS));
            default ->
                path.endsWith(".conf") && (directory.endsWith("/php-fpm.d") || directory.endsWith("/pool.d"))
                        ? Optional.of(new WorkerConfig("php-fpm", "user", BLANKS + "="))
                        : Optional.empty();
        };
    }

    /** The user that a line names, if it does. */
    Optional<Program> read(String line, Evidence place) {
        if (line.length() > Limits.TEXT || !line.toLowerCase(Locale.ROOT).startsWith(directive)) {
            return Optional.empty();
        }
        int start = directive.length();
        int at = start;
        while (at < line.length() && separators.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        int end = at;
        while (end < line.length() && " \t;#".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        String user = line.substring(at, end);
        // "user" alone, "users", and Apache's reference to what envvars says are no names.
        boolean named = at > start && Texts.isWord(user, LONGEST_NAME) && !user.startsWith("$");
        return named ? Optional.of(new Program(Program.Kind.WORKERS, program, user, place)) : Optional.empty();
    }
}
