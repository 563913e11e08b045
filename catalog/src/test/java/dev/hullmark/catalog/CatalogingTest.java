package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.Image;
import dev.hullmark.image.Layer;
import dev.hullmark.image.LayerVisitor;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogingTest {
    private static final List<Cataloger> CATALOGERS = List.of(new LineCataloger());

    @TempDir
    Path directory;

    private Inventory scan(MemoryImage image) {
        return new Cataloging(CATALOGERS, LayerCache.in(directory, CATALOGERS), false).catalog(image);
    }

    @Test
    void anInventorySaysWhatWasReadByWhom() {
        MemoryImage image = new MemoryImage("image").layer("sha256:0", "a 1").layer("sha256:1", "b 1");
        Inventory inventory = scan(image);
        assertThat(inventory.packages()).extracting(Package::name).containsExactly("a", "b");
        assertThat(inventory.layers()).hasSize(2);
        assertThat(inventory.subject()).isEqualTo(image.subject());
        assertThat(inventory.catalogers()).containsExactly(Map.entry("lines", 3), Map.entry("permissions", 1));
        assertThat(inventory.coverage()).isEmpty();
    }

    @Test
    void aLayerOnceReadIsNotReadAgain() {
        Inventory first = scan(new MemoryImage("image").layer("sha256:0", "a 1").layer("sha256:1", "b 1"));
        MemoryImage again = new MemoryImage("image").layer("sha256:0", "a 1").layer("sha256:1", "b 1");
        assertThat(scan(again)).isEqualTo(first);
        assertThat(again.read).isEmpty();
        MemoryImage shared = new MemoryImage("image").layer("sha256:0", "a 1").layer("sha256:2", "c 1");
        assertThat(scan(shared).packages()).extracting(Package::name).containsExactly("a", "c");
        assertThat(shared.read).containsExactly("sha256:2");
    }

    @Test
    void whatEarnedNoNameIsNotKept() {
        for (int i = 0; i < 2; i++) {
            MemoryImage unverified = new MemoryImage("image").layer("", "a 1");
            scan(unverified);
            assertThat(unverified.read).hasSize(1);
        }
        assertThat(LayerCache.in(directory, CATALOGERS).status().layers()).isZero();
    }

    @Test
    void troubleOfTheMachineIsTriedAgain() {
        for (int i = 0; i < 2; i++) {
            MemoryImage full = new MemoryImage("image").layer("sha256:0", "full");
            assertThat(scan(full).coverage()).extracting(Coverage::what).contains("file:/l0.npms");
            assertThat(full.read).hasSize(1);
        }
    }

    @Test
    void aLayerThatCouldNotBeReadIsAGapAndTheOthersCount() {
        MemoryImage image = new MemoryImage("image").layer("sha256:0", "a 1").layer("sha256:1", "b 1");
        image.broken.add("sha256:0");
        Inventory inventory = scan(image);
        assertThat(inventory.packages()).extracting(Package::name).containsExactly("b");
        assertThat(inventory.coverage()).containsExactly(Coverage.none("layer:sha256:0", "could not be read"));
    }

    @Test
    void aDirectoryHasNoLayers() {
        Inventory inventory = scan(new MemoryImage("directory").layer("", "a 1"));
        assertThat(inventory.layers()).isEmpty();
        assertThat(inventory.packages().getFirst().evidence().getFirst().layerIndex())
                .isEqualTo(-1);
    }

    /** Each layer holds one file; its diffID is its identity, "" for one whose bytes are never verified. */
    private static final class MemoryImage implements Image {
        private final String kind;
        private final Map<Layer, String> texts = new LinkedHashMap<>();
        private final List<String> read = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();

        MemoryImage(String kind) {
            this.kind = kind;
        }

        MemoryImage layer(String identity, String text) {
            texts.put(
                    new Layer(
                            new LayerInfo(texts.size(), identity, ""),
                            identity.isEmpty() ? Optional.empty() : Optional.of(identity)),
                    text);
            return this;
        }

        @Override
        public Subject subject() {
            return new Subject(kind, "test", "", "docker-archive");
        }

        @Override
        public Optional<ImageConfig> config() {
            return Optional.empty();
        }

        @Override
        public List<Layer> layers() {
            return List.copyOf(texts.keySet());
        }

        @Override
        public List<Coverage> gaps() {
            return List.of();
        }

        @Override
        public <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor) {
            Map<Layer, Reading<V>> readings = new LinkedHashMap<>();
            for (Layer layer : wanted) {
                String identity = layer.info().diffId();
                read.add(identity);
                if (broken.contains(identity)) {
                    continue;
                }
                V visitor = newVisitor.get();
                byte[] bytes = texts.getOrDefault(layer, "").getBytes(StandardCharsets.UTF_8);
                var entry = CatalogerTester.entry("l" + layer.info().index() + ".npms", bytes.length);
                try {
                    if (visitor.wants(entry)) {
                        visitor.file(entry, new BytesContent(bytes));
                    }
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
                readings.put(layer, new Reading<>(visitor, identity.isEmpty() ? List.of() : List.of(identity)));
            }
            return readings;
        }

        @Override
        public void close() {}
    }
}
