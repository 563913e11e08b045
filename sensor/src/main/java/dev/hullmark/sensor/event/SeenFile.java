package dev.hullmark.sensor.event;

import dev.hullmark.sensor.program.Flags;
import java.util.ArrayList;
import java.util.List;

/**
 * A file as the kernel had it open.
 *
 * @param path in the container; of a file without a name, what the kernel calls it ({@code memfd:x})
 * @param inode its number on its device
 * @param device the device's number
 * @param flags bits of {@link Flags}
 * @param whole whether the path is all of it: of very deep ones the kernel tells the last part
 */
public record SeenFile(String path, long inode, int device, int flags, boolean whole) {
    /** Whether it is not as the image has it. */
    public boolean drifted() {
        return (flags & Flags.DRIFT) != 0;
    }

    /** In which ways it is not the image's, in words. */
    public List<String> drift() {
        var words = new ArrayList<String>();
        if ((flags & Flags.UPPER) != 0) {
            words.add("written in the container");
        }
        if ((flags & Flags.NAMELESS) != 0) {
            words.add("only in memory");
        } else if ((flags & Flags.MEMORY) != 0) {
            words.add("on a file system in memory");
        }
        if ((flags & Flags.DELETED) != 0) {
            words.add("deleted");
        }
        if ((flags & Flags.FOREIGN) != 0) {
            words.add("on a volume");
        }
        return words;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
