package dev.hullmark.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A long run of many targets, told as a Markdown table; the program behind {@code bench/fuzz}. */
public final class Campaign {
    private Campaign() {}

    /**
     * {@code FOLDER SECONDS JOBS [TARGET…]}; a target's name may be its beginning only. Exits with 1 on a find. Without
     * arguments, lists the targets.
     */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        if (args.length == 0) {
            Targets.all().forEach(System.out::println);
            return;
        }
        if (Run.hindrance().isPresent()) {
            System.err.println(Run.hindrance().get());
            System.exit(2);
        }
        Run run = new Run(Path.of(args[0]).toAbsolutePath(), false);
        Duration time = Duration.ofSeconds(Integer.parseInt(args[1]));
        List<Target> targets = chosen(List.of(args).subList(3, args.length));
        if (targets.isEmpty()) {
            System.err.println("No target is named so; there are " + Targets.all() + ".");
            System.exit(2);
        }
        System.out.println(
                "| target | seconds | executions | a second | coverage | finds |\n|---|--:|--:|--:|--:|---|");
        List<Run.Result> bad = new ArrayList<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(Integer.parseInt(args[2]))) {
            List<Future<Run.Result>> running = new ArrayList<>();
            for (Target target : targets) {
                running.add(jobs.submit(() -> run.fuzz(target, time)));
            }
            for (Future<Run.Result> each : running) {
                Run.Result result = each.get();
                System.out.println(row(result));
                if (!result.sentence().isEmpty()) {
                    bad.add(result);
                }
            }
        }
        for (Run.Result result : bad) {
            System.out.println("\n" + result.target() + ": " + result.sentence());
        }
        System.exit(bad.isEmpty() ? 0 : 1);
    }

    private static List<Target> chosen(List<String> names) {
        return Targets.all().stream()
                .filter(target -> names.isEmpty() || names.stream().anyMatch(target.name()::startsWith))
                .toList();
    }

    private static String row(Run.Result r) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %,d | %,d | %s |",
                r.target(),
                r.took().toSeconds(),
                r.executions(),
                r.executions() / Math.max(1, r.took().toSeconds()),
                r.coverage(),
                r.find().map(f -> f.getFileName().toString()).orElse(r.failure().isEmpty() ? "none" : "failed"));
    }
}
