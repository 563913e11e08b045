package dev.hullmark.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Follows symbolic links as the kernel would below a root: absolute targets begin at the root, {@code ..} stops there. */
final class SymlinkResolver {
    private SymlinkResolver() {}

    /** What a link says. */
    @FunctionalInterface
    interface Links {
        /** The target as written of the symbolic link at {@code path}; "" when there is none. */
        String target(String path);
    }

    /** The path that {@code path} leads to; "" when it leads to the root, round in circles or too far. */
    static String resolve(String path, Links links) {
        Deque<String> todo = new ArrayDeque<>();
        pushParts(todo, path);
        List<String> done = new ArrayList<>();
        int hops = 0;
        while (!todo.isEmpty()) {
            String part = todo.pop();
            if (part.equals("..")) {
                if (!done.isEmpty()) {
                    done.removeLast();
                }
                continue;
            }
            done.add(part);
            String target = links.target(String.join("/", done));
            if (!target.isEmpty()) {
                if (++hops > Limits.LINK_HOPS || target.length() > Limits.PATH || todo.size() > Limits.PATH) {
                    return "";
                }
                done.removeLast();
                if (target.startsWith("/")) {
                    done.clear();
                }
                pushParts(todo, target);
            }
        }
        return String.join("/", done);
    }

    private static void pushParts(Deque<String> todo, String path) {
        int end = path.length();
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            String part = path.substring(slash + 1, end);
            if (!part.isEmpty() && !part.equals(".")) {
                todo.push(part);
            }
            end = slash;
        }
    }
}
