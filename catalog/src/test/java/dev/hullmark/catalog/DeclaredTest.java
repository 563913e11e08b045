package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredTest {
    /** As {@link LineCataloger}, but what it reads is a lock file. */
    private static final class LockCataloger extends LineCataloger {
        @Override
        public String name() {
            return "lock";
        }

        @Override
        public boolean declares() {
            return true;
        }
    }

    private static final Declared DECLARED = new Declared(List.of(new LineCataloger(), new LockCataloger()));

    @Test
    void leavesOutLockFilesAndSaysSo() {
        LayerFacts installed =
                new LayerBuilder(new LineCataloger()).file("a.npms", "a 1\n").facts();
        LayerFacts locked =
                new LayerBuilder(new LockCataloger()).file("b.npms", "b 1\n").facts();
        Declared declared = new Declared(List.of(new LineCataloger(), new LockCataloger()));
        List<LayerFacts> kept = declared.without(List.of(installed, locked));
        assertThat(kept.get(0)).isSameAs(installed);
        assertThat(kept.get(1).files()).isEmpty();
        assertThat(kept.get(1).names()).isEqualTo(locked.names());
        assertThat(declared.coverage()).singleElement().satisfies(said -> {
            assertThat(said.what()).isEqualTo("declared");
            assertThat(said.status()).isEqualTo(Coverage.Status.NOT_APPLICABLE);
            assertThat(said.reason()).contains("/b.npms");
        });
    }

    @Test
    void saysNothingWhereThereIsNoLockFile() {
        LayerFacts installed =
                new LayerBuilder(new LineCataloger()).file("a.npms", "a 1\n").facts();
        assertThat(DECLARED.without(List.of(installed))).containsExactly(installed);
        assertThat(DECLARED.coverage()).isEmpty();
    }

    @Test
    void aSystemIsToldByItsReleaseFile() {
        LayerFacts system =
                new LayerBuilder().file("etc/os-release", "ID=alpine\n").facts();
        LayerFacts tree = new LayerBuilder(new LineCataloger())
                .file("src/a.npms", "a 1\n")
                .facts();
        assertThat(Declared.isSystem(List.of(tree, system))).isTrue();
        assertThat(Declared.isSystem(List.of(tree))).isFalse();
    }
}
