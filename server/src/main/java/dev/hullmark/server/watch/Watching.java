package dev.hullmark.server.watch;

import dev.hullmark.image.RegistryException;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Schedule;
import dev.hullmark.server.work.Task;
import dev.hullmark.server.work.Tasks;
import dev.hullmark.store.Jobs;
import java.time.Duration;
import java.util.List;

/** Watches registries: what is pushed, and what no notification told. */
public final class Watching {
    private static final String PUSHED = "pushed";
    private static final String POLL = "poll";

    private final Context context;
    private final List<Registry> registries;
    private final Jobs jobs;
    private final Discovery discovery;

    public Watching(Context context, List<Registry> registries, Watched watched) {
        this.context = context;
        this.registries = registries;
        jobs = new Jobs(context.database());
        discovery = new Discovery(context, registries, watched);
    }

    /**
     * @param polling who looks at whole registries, which takes long
     * @param poll from one look at a whole registry to the next
     */
    public void start(Schedule schedule, Tasks tasks, Tasks polling, Duration poll) {
        tasks.put(PUSHED, asking(subject -> discovery.pushed(Pushed.of(subject))));
        polling.put(POLL, asking(discovery::everything));
        schedule.every(poll, Duration.ZERO, this::poll);
    }

    private void poll() {
        registries.forEach(r -> jobs.add(POLL, r.host(), Jobs.Priority.SCHEDULED, context.now()));
    }

    /** @return whether the registry is watched, and a look at what was pushed is queued */
    boolean pushed(Pushed pushed) {
        boolean watched = registries.stream().anyMatch(r -> r.host().equals(pushed.host()));
        if (watched) {
            jobs.add(PUSHED, pushed.subject(), Jobs.Priority.PUSHED, context.now());
        }
        return watched;
    }

    /** A task that asks a registry: one in trouble is asked again, one without the image is not. */
    private static Task asking(Task task) {
        return new Task() {
            @Override
            public void run(String subject) {
                task.run(subject);
            }

            @Override
            public boolean passing(RuntimeException e) {
                return trouble(e) || task.passing(e);
            }
        };
    }

    /** Whether a registry was in trouble, which passes. */
    public static boolean trouble(RuntimeException e) {
        return e instanceof RegistryException registry && registry.why() == RegistryException.Why.TROUBLE;
    }
}
