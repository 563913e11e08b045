package dev.hullmark.sensor.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What processes run, from the programs they became. A number with the time it began is one process: numbers are used
 * again. Who began before the sensor, or was forked and became nothing else, has its parent's program if that is known.
 */
public final class Processes {
    private record Key(int pid, long start) {}

    private record Running(long program, String path, List<String> argv) {}

    private final Map<Key, Running> running = new Recent<>();

    private final Map<Integer, Key> latest = new Recent<>();

    /** It became another program. */
    public void became(Actor actor, String path, List<String> argv) {
        put(new Key(actor.pid(), actor.start()), new Running(actor.program(), path, List.copyOf(argv)));
    }

    private void put(Key key, Running what) {
        running.put(key, what);
        latest.put(key.pid(), key);
    }

    /** The process with what it runs. */
    public Actor known(Actor actor) {
        var key = new Key(actor.pid(), actor.start());
        Running own = running.get(key);
        if (own == null) {
            // Forked: the same program as its parent's, if its inode says so.
            own = Optional.ofNullable(latest.get(actor.parent()))
                    .map(running::get)
                    .filter(parent -> parent.program() == actor.program())
                    .orElse(null);
            if (own == null) {
                return actor;
            }
            put(key, own);
        }
        return actor.running(own.path(), own.argv());
    }

    /**
     * It ended. Returns it with what it ran, if that is known: of who only forked, or was the runtime's, nothing is. What it
     * ran stays known, for what it did before may be told after.
     */
    public Optional<Actor> ended(Actor actor) {
        var key = new Key(actor.pid(), actor.start());
        latest.remove(actor.pid(), key);
        return Optional.ofNullable(running.get(key)).map(own -> actor.running(own.path(), own.argv()));
    }
}
