package dev.hullmark.server;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.access.UsersAndTokens;
import dev.hullmark.server.attach.Attaching;
import dev.hullmark.server.hosts.HostsApi;
import dev.hullmark.server.http.Access;
import dev.hullmark.server.http.Entrance;
import dev.hullmark.server.http.ImagesApi;
import dev.hullmark.server.http.OpenApi;
import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.http.Routes;
import dev.hullmark.server.http.SessionCookie;
import dev.hullmark.server.http.Web;
import dev.hullmark.server.images.ImageApi;
import dev.hullmark.server.images.VexApi;
import dev.hullmark.server.images.VulnerabilitiesApi;
import dev.hullmark.server.judge.AdvisoriesApi;
import dev.hullmark.server.judge.AdvisoryImportApi;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.JudgeSchedule;
import dev.hullmark.server.judge.Keeping;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.judge.KnowledgeSharing;
import dev.hullmark.server.metrics.Metrics;
import dev.hullmark.server.metrics.StoreGauges;
import dev.hullmark.server.notify.Notifications;
import dev.hullmark.server.policy.Deciding;
import dev.hullmark.server.ui.LoginView;
import dev.hullmark.server.ui.UserInterface;
import dev.hullmark.server.upload.UploadApi;
import dev.hullmark.server.watch.Catalogued;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.watch.RegistryEventsApi;
import dev.hullmark.server.watch.Rereading;
import dev.hullmark.server.watch.Scanning;
import dev.hullmark.server.watch.Watching;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Log;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Scratch;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.server.work.Workers;
import dev.hullmark.store.Database;
import dev.hullmark.store.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A server, from start to stop. Any number of them may share one PostgreSQL. */
public final class HullmarkServer implements AutoCloseable {
    /** Jobs at once: a scan reads layers in parallel by itself. */
    private static final int WORKERS = 2;

    /** Messages at once: a slow receiver holds up others no longer than one attempt takes. */
    private static final int SENDERS = 4;

    /** Registries looked at as a whole at once: what was found is read meanwhile. */
    private static final int POLLERS = 2;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Routes routes = new Routes();
    private final String address;

    private HullmarkServer(ServerOptions options) {
        Path data = directory(options.data());
        try {
            Database database = part(
                    options.database().map(Database::open).orElseGet(() -> Database.file(data.resolve("hullmark.db"))));
            Context context = new Context(database, data, Clock.systemUTC());
            Metrics metrics = part(new Metrics());
            Tasks tasks = new Tasks(context, metrics::job);
            Workers workers = part(new Workers(context, tasks));
            Tasks sending = new Tasks(context, metrics::job);
            Workers senders = part(new Workers(context, sending));
            Tasks polling = new Tasks(context, metrics::job);
            Workers pollers = part(new Workers(context, polling));
            Schedule schedule = part(new Schedule());

            Entrance entrance = new Entrance(
                    options.publicUrl(), options.trustedProxies(), options.tls().isPresent());
            SessionCookie cookie = new SessionCookie("hullmark", entrance);
            Access access = new Access(context, cookie);
            access.firstToken(options.adminTokenFile());
            UsersAndTokens users = new UsersAndTokens(
                    context,
                    entrance,
                    cookie,
                    options.oidc(),
                    new LoginView(options.oidc().isPresent()));
            users.start(schedule);
            users.routes(routes);
            Knowledge knowledge = new Knowledge(data.resolve("advisories"));
            KnowledgeSharing sharing = new KnowledgeSharing(context, knowledge);
            new JudgeSchedule(context, knowledge, sharing).start(schedule, tasks, options.feeds(), options.refresh());
            new AdvisoriesApi(context, knowledge).routes(routes);
            new AdvisoryImportApi(context, knowledge, sharing).routes(routes);
            FeedCoverages coverages = new FeedCoverages(context, knowledge);
            Keeping keeping = new Keeping(context, knowledge);
            List<String> next = options.attach() ? List.of(Attaching.ATTACH) : List.of();
            Scanning scanning = new Scanning(context, keeping, options.registries(), options.largestLayer(), next);
            tasks.put(Attaching.ATTACH, new Attaching(context, options.registries()));
            tasks.put(Jobs.SCAN, scanning);
            new Rereading(context, new Catalogued()).start(schedule);
            Watching watching = new Watching(context, options.registries(), options.watched());
            watching.start(schedule, tasks, polling, options.poll());
            new RegistryEventsApi(watching).routes(routes);
            new ImagesApi(context).routes(routes);
            new ImageApi(context, coverages, scanning).routes(routes);
            new VexApi(context).routes(routes);
            new VulnerabilitiesApi(context).routes(routes);
            new UploadApi(context, keeping).routes(routes);
            new HostsApi(context).routes(routes);
            Notifications notifications = new Notifications(context, guard(options), options.publicUrl());
            notifications.start(schedule, sending, routes);
            Deciding deciding = new Deciding(context, knowledge, coverages, options.registries());
            deciding.start(schedule, tasks);
            deciding.routes(routes);
            metrics.watch(new StoreGauges(context, knowledge));
            metrics.routes(routes);
            UserInterface pages =
                    new UserInterface(context, knowledge, coverages, users, scanning, deciding, notifications.admin());
            pages.start(schedule, tasks);
            pages.routes(routes);

            new OpenApi().routes(routes);

            workers.start(WORKERS);
            senders.start(SENDERS);
            pollers.start(POLLERS);
            int port = part(new Web(access, entrance, routes, metrics::request, pages.problems()))
                    .start(options.host(), options.port(), options.tls());
            address = (options.tls().isPresent() ? "https://" : "http://") + options.host() + ":" + port;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Libraries say when something is wrong, and else nothing; the logger is kept, for its level goes with it. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    /** @throws HullmarkException when it can't start; the message says why */
    public static HullmarkServer start(ServerOptions options) {
        LIBRARIES.setLevel(Level.WARNING);
        return new HullmarkServer(options);
    }

    /** What may be called on behalf of users: registries that are watched, and what was allowed. */
    private static OutgoingGuard guard(ServerOptions options) {
        return new OutgoingGuard(Stream.concat(
                        options.allowedHosts().stream(),
                        options.registries().stream().map(Registry::address))
                .toList());
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Where it answers: {@code http://127.0.0.1:8080}. */
    public String address() {
        return address;
    }

    /** What it answers. */
    List<Routes.Route> routes() {
        return routes.all();
    }

    /** Its owner's alone: what is read of images may be nobody else's business. */
    private static Path directory(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path scratch = data.resolve("tmp");
            Scratch.delete(scratch); // of a server that was killed
            Files.createDirectories(scratch);
            return data;
        } catch (IOException e) {
            throw new HullmarkException("The data directory " + data + " can't be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                Log.problem("stopping: " + e.getMessage());
            }
        }
    }
}
