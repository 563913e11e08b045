package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.secret.SecretCataloger;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Facts;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Secret;
import dev.hullmark.model.SpecialFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets and permissions, from a layer through the cache's form to the inventory's facts. */
class FactsTest {
    private static final String SECRET = "DB_PASSWORD=q7Xd2LvP9r\n";

    private static LayerBuilder layer() {
        return new LayerBuilder(new SecretCataloger());
    }

    private static LayerScan noting(Entry... entries) {
        LayerScan scan = new LayerScan(List.of());
        for (Entry entry : entries) {
            scan.wants(entry);
        }
        return scan;
    }

    private static Entry entry(String path, Entry.Type type, int mode, long capabilities) {
        return new Entry(path, type, 1, mode, 0, 5, "", capabilities);
    }

    private static Facts merge(LayerFacts... layers) throws IOException {
        List<LayerInfo> infos = new ArrayList<>();
        List<LayerFacts> stored = new ArrayList<>();
        for (LayerFacts layer : layers) {
            infos.add(new LayerInfo(infos.size(), "sha256:" + infos.size(), "step " + infos.size()));
            LayerFacts read = LayerFactsCodec.decode(LayerFactsCodec.encode(layer));
            assertThat(read).isEqualTo(layer);
            stored.add(read);
        }
        return Merge.merge(infos, stored, Map.of()).facts();
    }

    @Test
    void aSecretThatALaterLayerDeletesOrReplacesIsToldAsThat() throws IOException {
        Facts facts = merge(
                layer().file("app/.env", SECRET)
                        .file("app/b.yml", SECRET)
                        .file("app/c/d.yml", "\n" + SECRET)
                        .facts(),
                layer().removed("app/.env")
                        .file("app/b.yml", "nothing in here\n")
                        .facts());
        assertThat(facts.secrets())
                .extracting(s -> s.evidence().path() + ":" + s.evidence().line() + " "
                        + s.evidence().layer() + " " + s.deletedLater())
                .containsExactly(
                        "/app/.env:1 sha256:0 true", "/app/b.yml:1 sha256:0 true", "/app/c/d.yml:2 sha256:0 false");
        assertThat(facts.secrets()).extracting(Secret::excerpt).containsOnly("DB_PASSWORD=****");
    }

    @Test
    void whatIsNoTextIsPassedOver() throws IOException {
        byte[] binary = (SECRET + "\0" + SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] wide = ("\ufeff" + SECRET).getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        Facts facts =
                merge(layer().file("app/data", binary).file("app/win.ini", wide).facts());
        assertThat(facts.secrets()).extracting(s -> s.evidence().path()).containsExactly("/app/win.ini");
    }

    @Test
    void aLargeConfigurationIsSearchedUpToTheLimitAndSaysSo() {
        LayerFacts facts =
                layer().file("app/a.yml", SECRET + "x: y\n".repeat(300_000)).facts();
        assertThat(facts.files().getFirst().facts().secrets()).hasSize(1);
        assertThat(facts.files().getFirst().gaps())
                .containsExactly("is larger than 1 MiB: only its beginning was searched for secrets");
    }

    @Test
    void aFileFullOfSecretsIsToldUpToTheLimit() {
        LayerFacts facts =
                layer().file("app/a.yml", (SECRET.strip() + "\n").repeat(5000)).facts();
        assertThat(facts.files().getFirst().facts().secrets()).hasSize(Limits.SECRETS_PER_FILE);
        assertThat(facts.files().getFirst().gaps()).hasSize(1);
    }

    @Test
    void permissionsAreNotedWhateverIsWanted() throws IOException {
        Facts facts = merge(
                noting(
                                entry("usr/bin/su", Entry.Type.FILE, 04755, 0),
                                entry("usr/bin/ping", Entry.Type.FILE, 0755, 1L << 13),
                                entry("tmp", Entry.Type.DIRECTORY, 01777, 0),
                                entry("data", Entry.Type.DIRECTORY, 0777, 0),
                                entry("data/mail", Entry.Type.DIRECTORY, 02775, 0),
                                entry("etc/open", Entry.Type.FILE, 0666, 0),
                                entry("link", Entry.Type.SYMLINK, 0777, 0),
                                entry("dev/null", Entry.Type.OTHER, 0666, 0),
                                entry("twice", Entry.Type.FILE, 04755, 0),
                                entry("twice", Entry.Type.FILE, 0755, 0))
                        .facts(),
                noting(entry("etc/open", Entry.Type.FILE, 0644, 0), entry("data", Entry.Type.DIRECTORY, 0755, 0))
                        .facts());
        assertThat(facts.specialFiles())
                .extracting(f -> f.evidence().path() + " " + Integer.toOctalString(f.mode()) + " " + f.gid())
                .containsExactly("/usr/bin/ping 755 5", "/usr/bin/su 4755 5");
        assertThat(facts.specialFiles()).extracting(SpecialFile::setuid).containsExactly(false, true);
    }
}
