package dev.hullmark.image;

import static dev.hullmark.fuzz.Target.text;

import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Progress;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers in all their packings, and the documents around them. */
public final class ImageTargets {
    private static final Layer LAYER = new Layer(new LayerInfo(0, "", ""), Optional.empty());
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final OpenOptions OPTIONS = OpenOptions.of(TEMPORARY);
    private static final Subject SUBJECT = new Subject("image", "x", "", "docker-archive");
    private static final String DIGEST = "sha256:" + "a1".repeat(32);

    private ImageTargets() {}

    public static List<Target> layers() {
        return List.of(
                Target.of("tar", ImageTargets::tar, Tars.all()).with("ustar", "GNU.sparse.map=", "GNU.sparse.major=1"),
                Target.of(
                        "gzip",
                        ImageTargets::packed,
                        Pack.gzip(Tars.plain()),
                        Pack.join(Pack.gzip(new byte[0]), Pack.gzip(Tars.plain()))),
                Target.of(
                        "zstd",
                        ImageTargets::packed,
                        Pack.zstd(Tars.plain()),
                        Pack.join(Pack.zstd(new byte[0]), Pack.zstd(Tars.plain()))));
    }

    public static List<Target> documents() {
        return List.of(
                Target.of("image-archive", ImageTargets::archive, Tars.dockerArchive(), Tars.ociArchive())
                        .with("manifest.json", "index.json", "oci-layout", "blobs/sha256/", "ustar"),
                Choice.of("image-json", manifest(), artifact(), artifacts(), config(), credentials()),
                Choice.of("image-names", reference(), place(), platform(), digest(), challenge(), noProxy(), mirror()));
    }

    /** The same from a file, where what nobody wants is passed over, as from a stream. */
    private static boolean tar(byte[] input) throws IOException {
        byte[] tar = Tars.mended(input);
        EveryFile streamed = walk((LayerBlob.Stream) () -> new ByteArrayInputStream(tar));
        Path file = InputFile.holding(tar, "layer.tar");
        try (FileChannel channel = FileChannel.open(file)) {
            LayerBlob.Source region = new LayerBlob.Region(channel, 0, tar.length, new FileIdentity(file, ""));
            EveryFile read = walk(region);
            if (Compression.of(tar) == Compression.NONE && !read.seen.equals(streamed.seen)) {
                throw new Target.Find("from a file " + read.seen + ", from a stream " + streamed.seen);
            }
        }
        return !streamed.seen.isEmpty();
    }

    private static boolean packed(byte[] input) {
        return !walk((LayerBlob.Stream) () -> new ByteArrayInputStream(input))
                .seen
                .isEmpty();
    }

    private static EveryFile walk(LayerBlob.Source source) {
        EveryFile visitor = new EveryFile();
        LayerBlob blob = new LayerBlob(LAYER, 0, Optional.empty(), source);
        new LayerWalk(blob, visitor, new ReadGuard(Progress.NONE, "", 0, ReadBudget.DEFAULT), TEMPORARY).walk();
        return visitor;
    }

    /** Without asking which file this is, which waits for the clock's next tick when it is a new one. */
    private static boolean archive(byte[] input) throws IOException {
        Path file = InputFile.holding(Tars.mended(input), "image.tar");
        try (Members members = TarMembers.of(FileChannel.open(file), file);
                Image image = members.find("index.json").isPresent()
                        ? new OciLayout(members, "x", OPTIONS).open(SUBJECT, "")
                        : new DockerArchive(members, "x", OPTIONS).open(SUBJECT, "")) {
            image.read(image.layers(), EveryFile::new);
            return !image.layers().isEmpty();
        }
    }

    private static Target manifest() {
        return Target.ofText(
                "manifest",
                input -> Manifests.parse(input, "manifest") != null,
                "{'schemaVersion':2,'config':{'mediaType':'c','digest':'%1$s','size':9},'layers':[{'mediaType':'l','digest':'%1$s','size':8,'urls':['x']}]}"
                        .replace('\'', '"')
                        .formatted(DIGEST),
                "{'manifests':[{'mediaType':'m','digest':'%s','size':7,'platform':{'os':'linux','architecture':'amd64','variant':'v8'},'annotations':{'a':'b'}}]}"
                        .replace('\'', '"')
                        .formatted(DIGEST));
    }

    private static Target artifact() {
        return Target.ofText(
                "artifact",
                input -> !ArtifactManifest.parse(input, "artifact").layers().isEmpty(),
                "{'artifactType':'t','subject':{'digest':'%1$s'},'config':{'mediaType':'c'},'layers':[{'mediaType':'l','digest':'%1$s','size':1}],'annotations':{'k':'v'}}"
                        .replace('\'', '"')
                        .formatted(DIGEST));
    }

    private static Target artifacts() {
        return Target.ofText(
                "artifacts",
                input -> ArtifactManifest.list(input, "artifacts").isPresent(),
                "{'manifests':[{'mediaType':'m','digest':'%s','size':1,'artifactType':'t'}]}"
                        .replace('\'', '"')
                        .formatted(DIGEST));
    }

    private static Target config() {
        return Target.ofText(
                "config",
                input -> {
                    ImageConfigs.Parsed parsed = ImageConfigs.parse(input);
                    parsed.platform();
                    return !parsed.layers(3).isEmpty();
                },
                "{'os':'linux','architecture':'arm64/v8','variant':'v8','created':'2026-01-01T00:00:00Z','config':{'User':'me','Env':['A=b'],'Entrypoint':['/x'],'Cmd':['y'],'ExposedPorts':{'80/tcp':{}},'Labels':{'a':'b'},'Healthcheck':{'Test':['CMD','z']}},'rootfs':{'diff_ids':['%s']},'history':[{'created_by':'RUN x','empty_layer':true},{'created_by':'COPY y'}]}"
                        .replace('\'', '"')
                        .formatted(DIGEST));
    }

    private static Target credentials() {
        RegistryReference wanted = RegistryReference.parse("ghcr.io/a/b");
        CredentialHelpers none = new CredentialHelpers(Map.of(), Duration.ofMillis(1));
        return Target.ofText(
                "credentials",
                input -> {
                    Path file = InputFile.holding(input, "config.json");
                    RegistryCredentials found = RegistryCredentials.find(List.of(file), wanted, none);
                    found.basic();
                    return found.present();
                },
                "{\"auths\":{\"ghcr.io\":{\"auth\":\"dTpw\"}}}",
                "{\"auths\":{\"https://ghcr.io/v2/\":{\"username\":\"u\",\"password\":\"p\"},\"ghcr.io/a\":{\"identitytoken\":\"t\"}}}");
    }

    private static Target reference() {
        return Target.ofText(
                "reference",
                input -> {
                    RegistryReference read = RegistryReference.parse(text(input));
                    if (!RegistryReference.parse(read.toString()).equals(read)) {
                        throw new Target.Find(read + " reads back as something else");
                    }
                    return !read.host().isEmpty();
                },
                "localhost:5000/a/b:tag",
                "debian",
                "ghcr.io/x/y@" + DIGEST);
    }

    private static Target place() {
        return Target.ofText(
                "place",
                input ->
                        !dev.hullmark.image.Target.parse(text(input)).toString().isEmpty(),
                "registry:debian:12",
                "docker-archive:/x:y",
                "oci:~/z");
    }

    private static Target platform() {
        return Target.ofText(
                "platform", input -> !Platform.parse(text(input)).unknown(), "linux/arm64/v8", "linux/amd64");
    }

    private static Target digest() {
        return Target.ofText(
                "digest",
                input -> {
                    Optional<Digest> read = Digest.parse(text(input));
                    read.ifPresent(digest -> Digest.hasher(digest.algorithm()));
                    return read.isPresent();
                },
                DIGEST,
                "sha512:" + "b2".repeat(64));
    }

    private static Target challenge() {
        return Target.ofText(
                "challenge",
                input -> RegistryChallenge.choose(List.of(text(input), text(input)))
                        .isPresent(),
                "Bearer realm=\"https://auth.example/token\",service=\"a\\\"b\",scope=repository:x:pull",
                "Basic realm=x");
    }

    private static Target noProxy() {
        return Target.ofText(
                "no-proxy",
                input -> new NoProxy(text(input)).covers("registry.example.com", 443),
                ".example.com,10.0.0.0/8,[::1]:80,*.x",
                "*");
    }

    private static Target mirror() {
        return Target.ofText(
                "mirror",
                input -> !RegistryMirror.parse(text(input)).host().isEmpty(),
                "docker.io=mirror.example:5000/hub/");
    }
}
