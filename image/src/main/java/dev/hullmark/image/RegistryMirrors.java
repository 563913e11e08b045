package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A registry with mirrors. What is named by its digest comes from the first mirror that has it, else from the registry:
 * its bytes are checked, so it does not matter who sends them. What a tag means is for the registry alone to say; only
 * when that is in trouble do the mirrors answer, and the result tells so.
 */
final class RegistryMirrors implements RegistrySource {
    private final List<Place> places = new ArrayList<>();
    private final Place origin;
    private final String registry;
    private volatile Optional<Coverage> gap = Optional.empty();

    /** One of the registries; not connected to before it is asked, and never again after it could not be reached. */
    private static final class Place {
        private final String host;
        private final Supplier<RegistryClient> maker;
        private Optional<RegistryClient> made = Optional.empty();
        private volatile boolean dead;

        Place(String host, Supplier<RegistryClient> maker) {
            this.host = host;
            this.maker = maker;
        }

        synchronized RegistryClient client() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }

        synchronized void close() {
            made.ifPresent(RegistryClient::close);
        }
    }

    private interface Question<T> {
        T ask(RegistryClient client) throws IOException;
    }

    RegistryMirrors(
            RegistryReference reference, List<RegistryMirror> mirrors, OpenOptions options, RegistrySettings s) {
        for (RegistryMirror mirror : mirrors) {
            places.add(new Place(mirror.host(), () -> new RegistryClient(mirror.of(reference), options, s)));
        }
        registry = reference.registry();
        origin = new Place(registry, () -> new RegistryClient(reference, options, s));
        places.add(origin);
    }

    /** The registry itself, or it with the mirrors that the user or the environment names. */
    static RegistrySource of(RegistryReference reference, OpenOptions options, RegistrySettings settings) {
        List<RegistryMirror> mirrors =
                RegistryMirror.of(reference.registry(), options.registry().mirrors(), settings.environment());
        return mirrors.isEmpty()
                ? new RegistryClient(reference, options, settings)
                : new RegistryMirrors(reference, mirrors, options, settings);
    }

    /** Told when a mirror had to say what the tag means. */
    Optional<Coverage> gap() {
        return gap;
    }

    /** The registry, for what mirrors do not have: whatever is attached to an image. */
    RegistryClient origin() {
        return origin.client();
    }

    @Override
    public RegistryClient.Fetched manifest(String version) {
        if (Digest.parse(version).isPresent()) {
            return unchecked(client -> client.manifest(version));
        }
        try {
            return origin.client().manifest(version);
        } catch (RegistryException trouble) {
            if (trouble.why() != RegistryException.Why.TROUBLE) {
                throw trouble;
            }
            origin.dead = true;
            for (Place place : places) {
                try {
                    if (!place.dead) {
                        RegistryClient.Fetched fetched = place.client().manifest(version);
                        gap = Optional.of(Coverage.partial(
                                "registry:" + registry,
                                "it could not be asked; its mirror " + place.host + " said what the tag means"));
                        return fetched;
                    }
                } catch (ImageException e) {
                    place.dead = true;
                }
            }
            throw trouble;
        }
    }

    @Override
    public byte[] blob(Digest digest, int limit, String what) {
        return unchecked(client -> client.blob(digest, limit, what));
    }

    @Override
    public InputStream open(Digest digest, long from) throws IOException {
        return first(client -> client.open(digest, from));
    }

    private <T> T unchecked(Question<T> question) {
        try {
            return first(question);
        } catch (IOException e) {
            throw failed(e, "image");
        }
    }

    /** Of the first that has it; what the last one says counts when none does. */
    private <T> T first(Question<T> question) throws IOException {
        for (Place place : places) {
            if (place == origin || place.dead) {
                continue;
            }
            try {
                return question.ask(place.client());
            } catch (RegistryException e) {
                place.dead = e.why() != RegistryException.Why.ABSENT;
            } catch (ImageException | IOException e) {
                place.dead = true;
            }
        }
        return question.ask(origin.client());
    }

    @Override
    public RegistryException failed(IOException e, String what) {
        return origin.client().failed(e, what);
    }

    @Override
    public void close() {
        places.forEach(Place::close);
    }
}
