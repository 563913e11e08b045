package dev.hullmark.server.http;

/** Some routes that belong together. */
@FunctionalInterface
public interface Api {
    void routes(Routes routes);
}
