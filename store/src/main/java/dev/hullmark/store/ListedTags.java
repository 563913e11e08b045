package dev.hullmark.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tags that the server saw in registries, to compare with what registries list. What is named by its digest alone is no
 * tag, and an image that only others told of is none of a registry's.
 */
public final class ListedTags {
    private static final String SEEN = " from tag t join image i on i.id = t.image_id where t.until is null"
            + " and t.tag not like 'sha256:%' and i.source not in ('upload', 'agent')";

    private final Database database;

    public ListedTags(Database database) {
        this.database = database;
    }

    /**
     * Repositories that have tags now.
     *
     * @param host the registry's
     * @return with their registry: {@code registry.example.com/team/shop}
     */
    public List<String> repositories(String host) {
        String prefix = host + "/";
        return database
                .read(h -> h.select("select distinct t.repository" + SEEN + " order by t.repository")
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(repository -> repository.startsWith(prefix))
                .toList();
    }

    /**
     * Ends the tags of a repository that its registry does not list.
     *
     * @param repository with its registry
     * @param listed all that it lists
     * @return how many ended
     */
    public int end(String repository, Set<String> listed, Instant now) {
        List<String> gone = database
                .read(h -> h.select("select distinct t.tag" + SEEN + " and t.repository = ?", repository)
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(tag -> !listed.contains(tag))
                .toList();
        for (String tag : gone) {
            database.write(h -> {
                Names.end(database, h, repository, tag, now);
                return tag;
            });
        }
        return gone.size();
    }
}
