package dev.hullmark.model;

/**
 * A file whose permissions give more than its owner's: it runs as somebody else, has capabilities, or anyone may change
 * it.
 *
 * @param mode permission bits with setuid, setgid and sticky (07777)
 * @param uid numeric owner
 * @param gid numeric group
 * @param directory whether it is a directory
 * @param capabilities the file's permitted capabilities, bit n for capability n of linux/capability.h; 0 for none
 * @param evidence where it is
 */
public record SpecialFile(int mode, int uid, int gid, boolean directory, long capabilities, Evidence evidence) {
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0002;
    private static final int ANYBODY_EXECUTES = 0111;

    /** Whether what has these permissions is one. */
    public static boolean is(int mode, boolean directory, long capabilities) {
        return capabilities != 0 || setuid(mode, directory) || setgid(mode, directory) || writable(mode, directory);
    }

    /** Whether it runs as its owner, whoever starts it. On a directory the bit means nothing. */
    public boolean setuid() {
        return setuid(mode, directory);
    }

    /** Whether it runs with its group. On a directory the bit only passes the group on. */
    public boolean setgid() {
        return setgid(mode, directory);
    }

    /** Whether anyone may write it, or, of a directory, replace and delete what others put there. */
    public boolean worldWritable() {
        return writable(mode, directory);
    }

    private static boolean setuid(int mode, boolean directory) {
        return !directory && (mode & SETUID) != 0 && (mode & ANYBODY_EXECUTES) != 0;
    }

    private static boolean setgid(int mode, boolean directory) {
        return !directory && (mode & SETGID) != 0 && (mode & ANYBODY_EXECUTES) != 0;
    }

    private static boolean writable(int mode, boolean directory) {
        return (mode & OTHERS_WRITE) != 0 && !(directory && (mode & STICKY) != 0);
    }

    public SpecialFile in(LayerInfo info) {
        return new SpecialFile(mode, uid, gid, directory, capabilities, evidence.in(info));
    }
}
