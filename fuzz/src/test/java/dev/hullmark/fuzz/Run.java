package dev.hullmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes one target in a process of its own, which a find ends.
 *
 * @param folder keeps {@code corpus/TARGET} between runs, {@code finds/TARGET-…} and {@code log/TARGET}
 * @param repeatable whether the fuzzer makes the same choices each time, as a test should: what it finds by luck belongs
 *     to the long runs
 */
public record Run(Path folder, boolean repeatable) {
    /** The heap of the parser under test: what needs more for a small input is a find. */
    private static final String HEAP = "-Xmx512m";

    /** Seconds for one input before it is a find. */
    private static final int TIMEOUT = 10;

    /** As many as the slower parsers make in ten seconds. */
    private static final int RUNS = 20_000;

    private static final int LEAST_INPUT = 4 << 10;
    private static final Duration GRACE = Duration.ofMinutes(3);
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");
    private static final Pattern EXECUTIONS =
            Pattern.compile("(?m)^#(\\d+)\\s|^stat::number_of_executed_units: (\\d+)");

    /** Jazzer's detectors of injections, none of which our code could do: loading them takes two seconds. */
    private static final String DETECTORS = Stream.of(
                    "BigDecimal",
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection",
                    "XmlParserSsrfGuidance")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    private static final String NO_LIBRARY = "UnsatisfiedLinkError";

    /**
     * How it went.
     *
     * @param coverage edges of our code that were reached
     * @param find the input that shows a bug
     * @param failure what else kept the fuzzer from its work, or ""
     */
    public record Result(
            Target target,
            Duration took,
            long executions,
            long coverage,
            Optional<Path> find,
            String failure,
            Path log) {
        /** What to do about it, for people. */
        public String sentence() {
            return find.isPresent()
                    ? "A find: " + find.get() + "\nSee it without the fuzzer: bench/fuzz --input " + find.get() + " "
                            + target + "\nThe fuzzer's words: " + log + "\n" + cause()
                    : failure;
        }

        private String cause() {
            try (Stream<String> lines = Files.lines(log)) {
                List<String> kept = lines.dropWhile(line -> !line.startsWith("== ") && !line.startsWith("ALARM"))
                        .limit(20)
                        .toList();
                return String.join("\n", kept);
            } catch (IOException e) {
                return "";
            }
        }
    }

    /** Why nothing can be fuzzed on this machine, if so. */
    public static Optional<String> hindrance() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String os = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux";
        String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x86_64";
        String folder = "com/code_intelligence/jazzer/driver/jazzer_driver_" + os + "_" + arch + "/";
        for (String library : List.of("libjazzer_driver.so", "libjazzer_driver.dylib", "jazzer_driver.dll")) {
            if (Run.class.getClassLoader().getResource(folder + library) != null) {
                return Optional.empty();
            }
        }
        return Optional.of("Jazzer has no native driver for " + os + " on " + System.getProperty("os.arch", "")
                + ": nothing is fuzzed here.");
    }

    public Result fuzz(Target target, Duration time) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus").resolve(target.name()));
        Path finds = Files.createDirectories(folder.resolve("finds"));
        Path log = Files.createDirectories(folder.resolve("log")).resolve(target.name());
        int largest = LEAST_INPUT;
        for (int i = 0; i < target.seeds().size(); i++) {
            Files.write(corpus.resolve("seed-" + i), target.seeds().get(i));
            largest = Math.max(largest, 2 * target.seeds().get(i).length);
        }
        Path words = Files.write(folder.resolve("log").resolve(target.name() + ".dict"), dictionary(target.words()));
        List<Path> before = finds(finds, target);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(target, time, corpus, finds, words, largest))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(time.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String said = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        Optional<Path> find =
                finds(finds, target).stream().filter(f -> !before.contains(f)).findFirst();
        String failure = !ended
                ? "The fuzzer did not end: " + log
                : process.exitValue() != 0 && find.isEmpty() ? failure(process.exitValue(), said, log) : "";
        return new Result(target, took, last(EXECUTIONS, said), last(COVERAGE, said), find, failure, log);
    }

    private static String failure(int exit, String said, Path log) {
        return said.contains(NO_LIBRARY) ? NO_LIBRARY : "The fuzzer failed with exit code " + exit + ": see " + log;
    }

    /** Whether a result only says that the driver, though there is one, can't be loaded here (another C library). */
    public static boolean unloadable(Result result) {
        return result.failure().equals(NO_LIBRARY);
    }

    private static List<Path> finds(Path folder, Target target) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(target.name() + "-"))
                    .toList();
        }
    }

    private List<String> command(Target target, Duration time, Path corpus, Path finds, Path words, int largest) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                // Code that runs for seconds pays for no more.
                "-XX:TieredStopAtLevel=" + (time.toSeconds() < 60 ? 1 : 4),
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzed.class.getName(),
                "--target_args=" + Targets.room(target.name()) + " " + target.name(),
                "--instrumentation_includes=dev.hullmark.**",
                "--custom_hook_includes=dev.hullmark.**",
                "--disabled_hooks=" + DETECTORS,
                "--reproducer_path=" + folder.resolve("log")));
        command.addAll(List.of(
                "-max_total_time=" + time.toSeconds(),
                "-timeout=" + TIMEOUT,
                "-rss_limit_mb=0",
                "-max_len=" + largest,
                "-print_final_stats=1",
                "-reload=0",
                "-artifact_prefix=" + finds.resolve(target.name() + "-")));
        if (repeatable) {
            command.addAll(List.of("-seed=1", "-runs=" + RUNS));
        }
        if (!target.words().isEmpty()) {
            command.add("-dict=" + words);
        }
        command.add(corpus.toString());
        return command;
    }

    /** In libFuzzer's notation; words may hold {@code \xAB} of their own. */
    private static List<String> dictionary(List<String> words) {
        return words.stream()
                .map(word ->
                        "\"" + word.replace("\"", "\\\"").replace("\n", "\\x0A").replace("\r", "\\x0D") + "\"")
                .toList();
    }

    private static long last(Pattern pattern, String text) {
        long last = 0;
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            last = Math.max(last, Long.parseLong(number));
        }
        return last;
    }
}
