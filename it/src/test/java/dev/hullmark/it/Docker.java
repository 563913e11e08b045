package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real engine, and images of busybox built on it; what was made is removed at the end. */
final class Docker {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final Path context;
    private final List<String> images = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();

    private Docker(Path context) {
        this.context = context;
    }

    /** Skips the test where there is none. */
    static Docker in(Path temporary) throws Exception {
        assumeTrue(Files.isExecutable(BUSYBOX), "there is no /bin/busybox (package busybox-static)");
        Docker docker = new Docker(Files.createDirectories(temporary.resolve("context")));
        boolean answers;
        try {
            answers = docker.docker("version").code() == 0;
        } catch (IOException e) {
            answers = false;
        }
        assumeTrue(answers, "there is no Docker engine");
        Files.copy(BUSYBOX, docker.context.resolve("busybox"));
        return docker;
    }

    Run docker(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(args));
        return Product.finish(
                new ProcessBuilder(command).directory(context.toFile()).start(), "");
    }

    /** An image FROM scratch with busybox as {@code /bin/sh}, and what else is asked for. */
    String build(String tag, String more) throws Exception {
        String image = "hullmark-test-" + tag;
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\n" + more + "\n");
        Run run = docker("build", "-q", "-t", image, context.toString());
        assertThat(run.code()).as(run.err()).isZero();
        images.add(image);
        return image;
    }

    /** Starts a container, options, image and command as docker run has them; its name. */
    String run(String name, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name", "hullmark-test-" + name));
        command.addAll(List.of(words));
        containers.add("hullmark-test-" + name);
        Run run = docker(command.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return "hullmark-test-" + name;
    }

    void remove(String container) throws Exception {
        docker("rm", "-f", container);
        containers.remove(container);
    }

    void removeAll() throws Exception {
        for (String container : List.copyOf(containers)) {
            remove(container);
        }
        for (String image : images) {
            docker("rmi", "-f", image);
        }
    }
}
