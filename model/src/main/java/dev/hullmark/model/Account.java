package dev.hullmark.model;

/**
 * A line of {@code etc/passwd}, read as the engines read it (runc's {@code libcontainer/user}): a number that is none is
 * 0, and only its low 32 bits count.
 *
 * @param name login name
 * @param uid numeric user, 0 to 2³² - 1
 * @param gid numeric group, 0 to 2³² - 1
 * @param home home directory, or ""
 * @param shell login shell, or ""
 * @param evidence the file and line
 */
public record Account(String name, long uid, long gid, String home, String shell, Evidence evidence) {
    public Account in(LayerInfo info) {
        return new Account(name, uid, gid, home, shell, evidence.in(info));
    }
}
