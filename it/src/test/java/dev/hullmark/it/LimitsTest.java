package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every limit of every room stands in docs/limits.md, with its value and what its comment says; and nothing else does. */
class LimitsTest {
    private static final Path DOCUMENT = Path.of("../docs/limits.md");

    /** A comment, which counts for all constants up to the next one, or a constant. */
    private static final Pattern PART = Pattern.compile("/\\*\\*(.*?)\\*/|static final \\w+ (\\w+) =", Pattern.DOTALL);

    @Test
    void theDocumentHasEveryLimit() throws IOException, ReflectiveOperationException {
        List<String> expected = new ArrayList<>();
        for (String room : rooms()) {
            expected.add("## " + room);
            expected.addAll(rows(Class.forName("dev.hullmark." + room + ".Limits"), Files.readString(source(room))));
        }
        List<String> written = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("## ") || line.startsWith("| `"))
                .toList();
        assertThat(written)
                .as("docs/limits.md must have these lines:%n%s%n", String.join("\n", expected))
                .isEqualTo(expected);
    }

    private static List<String> rooms() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(room -> Files.exists(source(room)))
                    .sorted()
                    .toList();
        }
    }

    private static Path source(String room) {
        return Path.of("..", room, "src/main/java/dev/hullmark", room, "Limits.java");
    }

    private static List<String> rows(Class<?> limits, String source) throws ReflectiveOperationException {
        List<String> rows = new ArrayList<>();
        String comment = "";
        Matcher part = PART.matcher(source.substring(source.indexOf("private Limits()")));
        while (part.find()) {
            if (part.group(1) != null) {
                comment = sentence(part.group(1));
                continue;
            }
            String name = part.group(2);
            if (name.matches("[KMG]IB")) {
                continue; // a unit
            }
            assertThat(comment).as("a comment on %s", name).isNotEmpty();
            Field field = limits.getDeclaredField(name);
            field.setAccessible(true);
            rows.add("| `" + name + "` | " + value(field.get(null)) + " | " + comment + " |");
        }
        return rows;
    }

    private static String sentence(String comment) {
        return comment.replaceAll("\\s+\\*?\\s*", " ")
                .replaceAll("\\{@\\w+ #?([^}]*)}", "`$1`")
                .strip();
    }

    private static String value(Object value) {
        if (value instanceof Duration time) {
            return time.toMinutes() > 0 && time.toSecondsPart() == 0
                    ? time.toMinutes() + " min"
                    : time.toSeconds() + " s";
        }
        long number = ((Number) value).longValue();
        String[] units = {"", " Ki", " Mi", " Gi"};
        int unit = 0;
        while (unit < 3 && number >= (unit == 0 ? 4096 : 1024) && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%,d", number) + units[unit];
    }
}
