package dev.hullmark.catalog;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;

/** Tells trouble of this machine from trouble of the file that was read. */
final class Disturbance {
    private Disturbance() {}

    /** Whether another try could succeed: a full disk, a closed or unreadable source. */
    static boolean is(IOException e) {
        if (e instanceof FileSystemException || e instanceof ClosedChannelException) {
            return true;
        }
        String message = e.getMessage();
        return message != null
                && (message.contains("No space left")
                        || message.contains("Input/output error")
                        || message.contains("quota"));
    }
}
