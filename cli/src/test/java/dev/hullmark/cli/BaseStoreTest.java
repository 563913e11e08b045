package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Base;
import dev.hullmark.model.LayerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseStoreTest {
    @TempDir
    Path home;

    private static List<LayerInfo> layers(String... diffIds) {
        List<LayerInfo> layers = new ArrayList<>();
        for (String diffId : diffIds) {
            layers.add(new LayerInfo(layers.size(), diffId.isEmpty() ? "" : "sha256:" + diffId, ""));
        }
        return layers;
    }

    private BaseStore store() {
        return new BaseStore(home.resolve("data").resolve("bases"));
    }

    @Test
    void theLongestImageSeenThatItBeginsWithIsTheBase() {
        store().remember("debian:13", layers("a"));
        store().remember("node:22", layers("a", "b"));
        store().remember("other:1", layers("x", "b"));
        assertThat(store().find(layers("a", "b", "c"))).contains(new Base("node:22", 2, 3));
        assertThat(store().find(layers("a", "c"))).contains(new Base("debian:13", 1, 2));
        assertThat(store().find(layers("b", "c"))).isEmpty();
    }

    @Test
    void anImageIsNotItsOwnBase() {
        store().remember("debian:13", layers("a"));
        assertThat(store().find(layers("a"))).isEmpty();
    }

    @Test
    void aNameStandsForTheImageItWasGivenLast() {
        store().remember("debian:13", layers("a"));
        store().remember("debian:13", layers("b"));
        assertThat(store().find(layers("a", "c"))).isEmpty();
        assertThat(store().find(layers("b", "c"))).contains(new Base("debian:13", 1, 2));
    }

    @Test
    void ofTwoNamesTheLastSeenCounts() {
        store().remember("debian:13", layers("a"));
        store().remember("debian:trixie", layers("a"));
        assertThat(store().find(layers("a", "c"))).contains(new Base("debian:trixie", 1, 2));
    }

    @Test
    void layersWithoutDigestsTellNothing() {
        store().remember("odd", layers("", "a"));
        assertThat(store().find(layers("", "a", "b"))).isEmpty();
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        Path file = home.resolve("data").resolve("bases");
        Files.createDirectories(home.resolve("data"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            many.append("sha256:").append(i).append(" 1 image:").append(i).append('\n');
        }
        Files.writeString(file, many);
        store().remember("last", layers("l"));
        assertThat(Files.readAllLines(file)).hasSize(5_000).last().isEqualTo("sha256:l 1 last");
        assertThat(store().find(layers("5999", "x"))).isPresent();
        assertThat(store().find(layers("0", "x"))).isEmpty();
    }

    @Test
    void aBrokenFileIsNoTrouble() throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.write(
                home.resolve("data").resolve("bases"),
                new byte[] {(byte) 0xff, 0, '\n', 'a', ' ', 'b', ' ', 'c', '\n'});
        store().remember("debian:13", layers("a"));
        assertThat(store().find(layers("a", "c"))).contains(new Base("debian:13", 1, 2));
    }

    @Test
    void aNameIsOneLine() throws IOException {
        store().remember("a\nsha256:b 1 evil", layers("a"));
        assertThat(Files.readAllLines(home.resolve("data").resolve("bases"))).hasSize(1);
    }

    @Test
    void whatCantBeWrittenIsForgotten() throws IOException {
        Files.writeString(home.resolve("data"), "a file");
        store().remember("debian:13", layers("a"));
        assertThat(store().find(layers("a", "c"))).isEmpty();
    }
}
