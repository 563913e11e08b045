package dev.hullmark.model;

/**
 * A line of {@code etc/group}, read as {@link Account} is.
 *
 * @param name the group's name
 * @param gid 0 to 2³² - 1
 * @param evidence the file and line
 */
public record Group(String name, long gid, Evidence evidence) {
    public Group in(LayerInfo info) {
        return new Group(name, gid, evidence.in(info));
    }
}
