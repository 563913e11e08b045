package dev.hullmark.image;

/**
 * One name in a layer or directory.
 *
 * @param path from the root, normalised, without a leading slash; never contains {@code .}, {@code ..} or an empty part
 * @param type what it is
 * @param size of a regular file, in bytes
 * @param mode permission bits with setuid, setgid and sticky (07777)
 * @param uid numeric owner
 * @param gid numeric group
 * @param linkTarget of a symbolic or hard link, as written; "" otherwise
 * @param capabilities a file's permitted capabilities as its archive tells them, bit n for capability n of
 *     linux/capability.h; 0 for none, and where only the running system knows
 */
public record Entry(
        String path, Type type, long size, int mode, int uid, int gid, String linkTarget, long capabilities) {
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK,
        OTHER
    }

    /** The part of the path after the last slash. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    /** Whether it has content of its own: links to a file are asked for under their own names. */
    public boolean hasContent() {
        return type == Type.FILE || type == Type.HARD_LINK;
    }

    /** Whether it has content, and one of these is the last part of its path, or the last parts. */
    public boolean isNamed(String... names) {
        for (String name : names) {
            int start = path.length() - name.length();
            if (path.endsWith(name) && (start == 0 || path.charAt(start - 1) == '/')) {
                return hasContent();
            }
        }
        return false;
    }

    public boolean executable() {
        return (mode & 0111) != 0;
    }
}
