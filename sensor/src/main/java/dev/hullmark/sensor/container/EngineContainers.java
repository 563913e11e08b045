package dev.hullmark.sensor.container;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What an engine knows of containers, asked beside the sensor's thread: an engine that is slow or away must not make it wait.
 * An answer is kept as long as the process; a container that the engine does not know stays without a name.
 */
public final class EngineContainers implements Containers, AutoCloseable {
    private final Supplier<EngineClient> connect;
    private final AtomicReference<Optional<EngineClient>> client = new AtomicReference<>(Optional.empty());
    private final Map<String, Container> known = new ConcurrentHashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

    /** @param connect gives a client of the engine, or throws HullmarkException */
    public EngineContainers(Supplier<EngineClient> connect) {
        this.connect = connect;
    }

    /** Asks, if it was never asked. */
    @Override
    public Container of(String id) {
        Container container = known.get(id);
        if (container == null) {
            container = Container.of(id);
            if (known.size() < Limits.KNOWN && known.putIfAbsent(id, container) == null) {
                waiting.add(id);
                asking.execute(() -> ask(id));
            }
        }
        return container;
    }

    @Override
    public boolean asking(String id) {
        return waiting.contains(id);
    }

    private void ask(String id) {
        try {
            client().containerTree(id).ifPresent(tree -> known.put(id, read(id, tree)));
        } catch (HullmarkException e) {
            // No engine: its containers have no names. Another may answer one day.
            client.set(Optional.empty());
        } finally {
            waiting.remove(id);
        }
    }

    private EngineClient client() {
        return client.updateAndGet(c -> c.or(() -> Optional.of(connect.get()))).orElseThrow();
    }

    private static Container read(String id, JsonNode tree) {
        JsonNode labels = tree.path("Config").path("Labels");
        String pod = labels.path("io.kubernetes.pod.name").asString("");
        String namespace = labels.path("io.kubernetes.pod.namespace").asString("");
        String name = tree.path("Name").asString("");
        return new Container(
                id,
                name.startsWith("/") ? name.substring(1) : name,
                tree.path("Config").path("Image").asString(""),
                tree.path("Image").asString(""),
                pod.isEmpty() ? "" : namespace + "/" + pod);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
