package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a registry keeps about an image: signatures, SBOMs, VEX and other statements. Found by the referrers API (OCI
 * distribution-spec 1.1, "Listing Referrers") or the tag that stands in for it, by cosign's tags, and beside the image in
 * its index, where BuildKit puts them. Whoever may push can attach anything: only a signature makes it worth believing.
 */
public final class Referrers implements AutoCloseable {
    /** The types cosign gives to what it keeps under its tags. */
    private static final String[][] COSIGN = {
        {".sig", "application/vnd.dev.cosign.artifact.sig.v1+json"},
        {".att", "application/vnd.dsse.envelope.v1+json"},
        {".sbom", "application/vnd.dev.cosign.artifact.sbom.v1+json"},
    };

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json," + "application/vnd.docker.distribution.manifest.v2+json";

    private final RegistryReference reference;
    private final RegistrySource source;
    private final RegistryClient client;
    private final RegistryManifests.Chosen chosen;

    private Referrers(RegistryReference reference, RegistrySource source, Optional<Platform> platform) {
        this.reference = reference;
        this.source = source;
        chosen = new RegistryManifests(source, reference, platform).choose();
        // Mirrors seldom hold what is attached; that they do not would look like that there is none.
        client = source instanceof RegistryMirrors mirrors ? mirrors.origin() : (RegistryClient) source;
    }

    /** What is attached, and what of it could not be seen. */
    public record Found(List<Attachment> attachments, List<Coverage> gaps) {
        public Found {
            attachments = List.copyOf(attachments);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Resolves the reference; nothing else is asked yet.
     *
     * @param reference as for {@link RegistryImages#open}
     * @throws ImageException when it is no reference, or the registry refuses, stalls or lies
     */
    public static Referrers of(String reference, OpenOptions options) {
        return of(reference, options, RegistrySettings.ofProcess());
    }

    static Referrers of(String reference, OpenOptions options, RegistrySettings settings) {
        RegistryReference wanted = RegistryReference.parse(reference);
        if (options.offline()) {
            throw new RegistryException("Without the network the registry " + wanted.registry()
                    + " can't be asked what is attached to " + wanted + "; leave --offline out.");
        }
        RegistrySource source = RegistryMirrors.of(wanted, options, settings);
        try {
            return new Referrers(wanted, source, options.platform());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The name, with everything that was left out filled in. */
    public String name() {
        return reference.toString();
    }

    /** The digest of the manifest of the platform wanted: what a scan of the same reference reads. */
    public Digest image() {
        return chosen.digest();
    }

    /** From what the reference names, often an index, down to {@link #image}; each names the next by its digest. */
    public List<Digest> digests() {
        return chosen.path();
    }

    /**
     * Finds what is attached to any of {@link #digests}.
     *
     * @param wanted by artifact type, so that others need not be fetched; "" where it is not known beforehand
     */
    public Found list(Predicate<String> wanted) {
        Search search = new Search(wanted);
        for (Digest digest : new LinkedHashSet<>(chosen.path())) {
            search.referrers(digest);
            for (String[] tag : COSIGN) {
                if (wanted.test(tag[1])) {
                    search.tagged(digest, digest.toString().replace(':', '-') + tag[0], tag[1]);
                }
            }
        }
        search.beside();
        return new Found(search.found, search.gaps);
    }

    /**
     * The bytes of an attachment, which are those its digest names.
     *
     * @param limit in bytes, at most {@link Limits#ATTACHMENT}
     */
    public byte[] read(Attachment attachment, int limit) {
        return client.blob(
                attachment.blob().digest(),
                limit,
                "attachment " + attachment.blob().digest());
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Search {
        private final Predicate<String> wanted;
        private final List<Attachment> found = new ArrayList<>();
        private final List<Coverage> gaps = new ArrayList<>();
        private final Set<Digest> seen = new HashSet<>();
        private int fetched;

        Search(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        void referrers(Digest about) {
            String what = "list of what is attached to " + about;
            String path = "/referrers/" + about;
            for (int page = 0; page < Limits.REFERRER_PAGES; page++) {
                Optional<RegistryClient.Answer> answer = client.find(path, INDEX, Limits.MANIFEST, what);
                Optional<List<ArtifactManifest.Listed>> listed =
                        answer.flatMap(a -> ArtifactManifest.list(a.bytes(), what));
                if (listed.isEmpty()) {
                    if (page == 0) {
                        referrersTag(about, what);
                    } else {
                        gap(about, "its registry broke off the list of what is attached");
                    }
                    return;
                }
                manifests(about, listed.get(), Attachment.Via.REFERRERS);
                String link = answer.get().link();
                if (link.isEmpty()) {
                    return;
                }
                Optional<String> next = RegistryLink.next(link, "/referrers/" + about);
                if (next.isEmpty()) {
                    gap(about, "its registry continues the list of what is attached at an odd place");
                    return;
                }
                path = next.get();
            }
            gap(about, "more is attached than " + Limits.REFERRER_PAGES + " pages list; the rest was not looked at");
        }

        private void referrersTag(Digest about, String what) {
            String tag = about.toString().replace(':', '-');
            client.find("/manifests/" + tag, INDEX, Limits.MANIFEST, what)
                    .flatMap(answer -> ArtifactManifest.list(answer.bytes(), what))
                    .ifPresent(listed -> manifests(about, listed, Attachment.Via.REFERRERS_TAG));
        }

        private void manifests(Digest about, List<ArtifactManifest.Listed> listed, Attachment.Via via) {
            for (ArtifactManifest.Listed one : listed) {
                if (wanted.test(one.artifactType())) {
                    manifest(about, one.descriptor().digest(), via);
                }
            }
        }

        private void manifest(Digest about, Digest digest, Attachment.Via via) {
            if (!seen.add(digest) || tooMany(about)) {
                return;
            }
            String what = "manifest " + digest;
            Optional<RegistryClient.Answer> answer =
                    client.find("/manifests/" + digest, MANIFESTS, Limits.MANIFEST, what);
            if (answer.isEmpty()) {
                gap(about, "the registry lists " + digest + " as attached but has it not");
                return;
            }
            digest.verify(answer.get().bytes(), what);
            ArtifactManifest manifest = ArtifactManifest.parse(answer.get().bytes(), what);
            boolean tied = via == Attachment.Via.INDEX || manifest.subject().equals(Optional.of(about));
            if (!tied) {
                gap(about, "the registry lists " + digest + " as attached, which is about something else");
                return;
            }
            add(about, via, digest, manifest.artifactType(), manifest);
        }

        void tagged(Digest about, String tag, String type) {
            String what = "manifest of " + tag;
            Optional<RegistryClient.Answer> answer = client.find("/manifests/" + tag, MANIFESTS, Limits.MANIFEST, what);
            if (answer.isPresent() && !tooMany(about)) {
                ArtifactManifest manifest = ArtifactManifest.parse(answer.get().bytes(), what);
                add(about, Attachment.Via.COSIGN_TAG, Digest.of(answer.get().bytes()), type, manifest);
            }
        }

        /** BuildKit: one manifest in the index about each image in it. */
        void beside() {
            for (Descriptor one : chosen.beside()) {
                if (one.annotations()
                        .getOrDefault("vnd.docker.reference.digest", "")
                        .equals(chosen.digest().toString())) {
                    manifest(chosen.digest(), one.digest(), Attachment.Via.INDEX);
                }
            }
        }

        private void add(Digest about, Attachment.Via via, Digest digest, String type, ArtifactManifest manifest) {
            for (Descriptor layer : manifest.layers()) {
                found.add(new Attachment(about, via, digest, type, layer, manifest.annotations()));
            }
        }

        private boolean tooMany(Digest about) {
            if (++fetched == Limits.REFERRERS + 1) {
                gap(about, "more than " + Limits.REFERRERS + " manifests are attached; the rest was not looked at");
            }
            return fetched > Limits.REFERRERS;
        }

        private void gap(Digest about, String reason) {
            if (gaps.size() < Limits.GAPS) {
                gaps.add(Coverage.partial("attached:" + about, reason));
            }
        }
    }
}
