package dev.hullmark.image;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Walks a directory tree as if it were one layer. Follows no link but the wanted ones, and those inside the root. */
final class DirectoryWalk {
    private static final int PROGRESS_STEP = 1000;

    private final Path root;
    private final LayerVisitor visitor;
    private final Progress progress;
    private final SkippedPlaces skipped;
    private final Gaps gaps;
    private final ReadWindow window = new ReadWindow();
    private final List<Entry> wantedLinks = new ArrayList<>();
    private long entries;

    /** A directory whose names are being visited. */
    private record Open(String path, DirectoryNames names) {}

    DirectoryWalk(Path root, LayerVisitor visitor, Progress progress) {
        this.root = root;
        this.visitor = visitor;
        this.progress = progress;
        this.skipped = new SkippedPlaces(root);
        this.gaps = new Gaps(visitor, "files");
    }

    void walk() {
        Deque<Open> path = new ArrayDeque<>();
        enter(root, "", path);
        while (!path.isEmpty()) {
            Open directory = path.element();
            if (hasNext(directory)) {
                Path file = directory.names.next();
                String name = file.getName(file.getNameCount() - 1).toString();
                visit(file, EntryPaths.child(directory.path, name), path);
            } else {
                path.pop();
            }
        }
        for (Entry link : wantedLinks) {
            follow(link);
        }
        gaps.finish();
    }

    private void enter(Path directory, String path, Deque<Open> above) {
        try {
            above.push(new Open(path, new DirectoryNames(directory)));
        } catch (IOException e) {
            gaps.file(path, Errors.reason(e));
        }
    }

    private boolean hasNext(Open directory) {
        try {
            return directory.names.hasNext();
        } catch (IOException e) {
            gaps.file(directory.path, Errors.reason(e));
            return false;
        }
    }

    private void visit(Path file, String path, Deque<Open> above) {
        if (++entries % PROGRESS_STEP == 0) {
            progress.report("reading files: " + entries, 0, 0);
        }
        try {
            FileStat stat = FileStat.of(file);
            boolean link = stat.type() == Entry.Type.SYMLINK;
            Entry entry = stat.entry(path, link ? Files.readSymbolicLink(file).toString() : "");
            boolean wanted = visitor.wants(entry);
            switch (entry.type()) {
                case DIRECTORY -> descend(file, path, above);
                case FILE -> {
                    if (wanted) {
                        deliver(file, stat, entry);
                    }
                }
                case SYMLINK -> {
                    if (wanted) {
                        remember(entry);
                    }
                }
                default -> {}
            }
        } catch (IOException e) {
            gaps.file(path, Errors.reason(e));
        }
    }

    private void descend(Path directory, String path, Deque<Open> above) {
        String reason = skipped.reason(path);
        if (!reason.isEmpty()) {
            visitor.gap("file:/" + path, reason);
        } else if (above.size() >= Limits.DIRECTORY_DEPTH) {
            gaps.file(path, "it is nested too deeply");
        } else {
            enter(directory, path, above);
        }
    }

    private void remember(Entry link) {
        if (wantedLinks.size() < Limits.WANTED_LINKS) {
            wantedLinks.add(link);
        } else {
            gaps.file(link.path(), "it is one link too many");
        }
    }

    private void deliver(Path file, FileStat stat, Entry entry) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            window.clear();
            LayerWalk.deliver(visitor, entry, new ChannelContent(channel, 0, stat.size(), stat.size(), window), gaps);
        }
        if (!FileStat.of(file).sameAs(stat)) {
            gaps.file(entry.path(), "it changed while it was read");
        }
    }

    /** Follows a wanted link, unless what it leads to was wanted under its own name. */
    private void follow(Entry link) {
        String target = SymlinkResolver.resolve(link.path(), this::targetOf);
        if (target.isEmpty() || isSkipped(target)) {
            return;
        }
        Path file = root.resolve(target);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            FileStat stat = FileStat.of(file);
            Entry entry = LayerWalk.standingFor(link, stat.entry(target, ""));
            if (!visitor.wouldWant(stat.entry(target, "")) && visitor.wouldWant(entry)) {
                deliver(file, stat, entry);
            }
        } catch (IOException e) {
            gaps.file(link.path(), Errors.reason(e));
        }
    }

    private boolean isSkipped(String target) {
        for (String at = target; !at.isEmpty(); at = EntryPaths.parent(at)) {
            if (!skipped.reason(at).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private String targetOf(String path) {
        Path file = root.resolve(path);
        try {
            return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
