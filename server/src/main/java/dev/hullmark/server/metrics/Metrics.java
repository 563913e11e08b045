package dev.hullmark.server.metrics;

import dev.hullmark.server.http.Api;
import dev.hullmark.server.http.Caller;
import dev.hullmark.server.http.Routes;
import dev.hullmark.store.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** Metrics in Prometheus' text format 0.0.4; docs/notifications.md lists them. Each node tells of itself and of the store. */
public final class Metrics implements Api, AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private Runnable refresh = () -> {};

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** What is read of the store when somebody asks. */
    public void watch(StoreGauges gauges) {
        gauges.bindTo(registry);
        refresh = gauges::refresh;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/metrics", Tokens.Role.VIEWER, this::scrape);
    }

    private void scrape(ServerRequest request, ServerResponse response, Caller caller) {
        refresh.run();
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, TEXT)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(registry.scrape("text/plain"));
    }

    /**
     * One answer.
     *
     * @param route its pattern, never an address as it was asked for: there is no end of those
     */
    public void request(String method, String route, int status, Duration took) {
        Timer.builder("hullmark.http.requests")
                .description("Answers by route and status")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(took);
    }

    /** One attempt at a job. */
    public void job(String kind, String outcome, Duration took) {
        Timer.builder("hullmark.job.attempts")
                .description("Attempts at jobs by kind and outcome; rejudge and rejudge-all are judgements")
                .tags("kind", kind, "outcome", outcome)
                .register(registry)
                .record(took);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
