package dev.hullmark.catalog.java;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the cataloger on jars whose coordinates are known: each lies in the folder as {@code ARTIFACT-VERSION.jar},
 * or, where two would have that name, as {@code GROUP/ARTIFACT-VERSION.jar}. The cataloger sees the file's name only.
 */
final class JarBench {
    private JarBench() {}

    /** Arguments: a list of {@code group:artifact:version} (lines with {@code #} skipped), and the folder. */
    public static void main(String[] args) throws IOException {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] gav = line.strip().split(":");
            String file = gav[1] + "-" + gav[2] + ".jar";
            Path jar = Path.of(args[1], gav[0], file);
            jar = Files.exists(jar) ? jar : Path.of(args[1], file);
            Said said = CatalogerTester.run(new JavaCataloger(), "app/lib/" + file, jar);
            Optional<Package> own = said.packages().stream()
                    .filter(p -> p.evidence().getFirst().path().equals("/app/lib/" + file))
                    .findFirst();
            String told = own.map(p -> p.name() + ":" + p.version()).orElse("");
            if (told.equals(line.strip())) {
                right++;
            } else if (told.isEmpty()) {
                silent.add(line + "  " + said.gaps());
            } else {
                wrong.add(line + "  taken for " + told + " (" + own.get().confidence() + ")");
            }
        }
        int answered = right + wrong.size();
        int all = answered + silent.size();
        wrong.forEach(w -> System.out.println("wrong   " + w));
        silent.forEach(s -> System.out.println("silent  " + s));
        System.out.println(all + " jars: " + right + " right, " + wrong.size() + " wrong, " + silent.size()
                + " without an answer; precision " + percent(right, answered) + ", recall " + percent(right, all));
    }

    private static String percent(int part, int whole) {
        return Math.round(1000.0 * part / Math.max(1, whole)) / 10.0 + " %";
    }
}
