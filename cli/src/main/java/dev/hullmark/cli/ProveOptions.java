package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.profile.Probe;
import dev.hullmark.profile.Proof;
import dev.hullmark.profile.Prover;
import dev.hullmark.profile.Service;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how advice is proved on an engine. */
final class ProveOptions {
    @Option(
            names = "--prove",
            description =
                    "Start the image on the engine with the advised settings, and tell whether it works as it does"
                            + " today. Its containers have no network and are removed.")
    private boolean prove;

    @Option(
            names = "--minimal",
            description = "Prove, and go on: to what works when the advice breaks, and to the fewest grants.")
    private boolean minimal;

    @Option(
            names = "--probe-command",
            paramLabel = "COMMAND",
            description = "What shows that it works: a command inside, in words; it works when that ends with 0.")
    private Optional<String> probeCommand = Optional.empty();

    @Option(
            names = "--probe-url",
            paramLabel = "URL",
            description = "The same by HTTP: the host stands for the container, as in http://app:8080/health. Gives the"
                    + " container a network.")
    private Optional<String> probeUrl = Optional.empty();

    @Option(
            names = "--prove-time",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = TimeConverter.class,
            description = "The most that one trial takes; default: 20s.")
    private Duration time = Duration.ofSeconds(20);

    boolean asked() {
        return prove || minimal || probeCommand.isPresent() || probeUrl.isPresent();
    }

    Proof prove(Inventory inventory, PrivilegeAdvice advice, Context context) {
        if (!inventory.subject().source().equals("docker")) {
            throw new HullmarkException(
                    "Proving runs the image, so an engine must have it: load or pull it, and write docker:NAME.");
        }
        Probe probe =
                new Probe(probeCommand.map(c -> List.of(c.strip().split("\\s+"))), probeUrl.map(ProveOptions::url));
        EngineClient client = EngineClient.connect(EngineEnvironment.ofProcess());
        Proof proof = Prover.prove(
                client,
                service(client, inventory, advice),
                advice.settings(),
                probe,
                minimal,
                time,
                context.progress());
        context.line().close();
        return proof;
    }

    private static Service service(EngineClient client, Inventory inventory, PrivilegeAdvice advice) {
        Subject subject = inventory.subject();
        return subject.kind().equals("container")
                ? Service.ofContainer(client, subject.name(), advice.onVolumes(), advice.owned())
                : Service.ofImage(subject.name(), inventory.config().orElseThrow(), advice.onVolumes(), advice.owned());
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below, like any other text that is none.
        }
        throw new HullmarkException("'" + text + "' is no URL such as http://app:8080/health.");
    }
}
