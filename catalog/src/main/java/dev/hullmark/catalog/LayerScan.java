package dev.hullmark.catalog;

import dev.hullmark.catalog.program.KnownPrograms;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.image.LayerVisitor;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Program;
import dev.hullmark.model.ScratchPlaces;
import dev.hullmark.model.SpecialFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all catalogers over one layer and gathers its {@link LayerFacts}. What a cataloger throws costs the file it
 * threw at, for that cataloger, and nothing else.
 */
public final class LayerScan implements LayerVisitor {
    /** As a cataloger's: raised whenever it would note something else of the same files. */
    static final int PERMISSIONS_VERSION = 1;

    private final Cataloger[] catalogers;
    /** By path: where a layer has a name twice, the last one is what an engine unpacks. */
    private final Map<String, List<FileFacts>> files = new LinkedHashMap<>();

    private final PathSet.Builder names = new PathSet.Builder(Limits.NAMES_PER_LAYER);
    private final PathSet.Builder directories = new PathSet.Builder(Limits.NAMES_PER_LAYER);
    private final PathSet.Builder removed = new PathSet.Builder(Limits.NAMES_PER_LAYER);
    private final PathSet.Builder opaque = new PathSet.Builder(Limits.NAMES_PER_LAYER);
    private final List<Coverage> gaps = new ArrayList<>();
    private final Map<String, SpecialFile> special = new LinkedHashMap<>();
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, Program> scratch = new LinkedHashMap<>();
    private boolean moreSpecial;
    private boolean morePrograms;
    private int packagesLeft = Limits.PACKAGES_PER_LAYER;
    private int textLeft = Limits.TEXT_PER_LAYER;
    private int ownedLeft = Limits.OWNED_PER_LAYER;
    private int gapsLeft = Limits.GAPS_PER_LAYER;
    private int gapsLost;
    private boolean disturbed;

    public LayerScan(List<Cataloger> catalogers) {
        this.catalogers = catalogers.toArray(new Cataloger[0]);
    }

    @Override
    public boolean wants(Entry entry) {
        if (!files.isEmpty()) {
            files.remove(entry.path());
        }
        noteSpecial(entry);
        noteScratch(entry);
        if (entry.type() == Entry.Type.DIRECTORY) {
            directories.add(entry.path());
            return false;
        }
        names.add(entry.path());
        noteProgram(entry);
        return wouldWant(entry);
    }

    /** A program's name is enough, also where it is a link to what another layer brings. */
    private void noteProgram(Entry entry) {
        if (!programs.isEmpty()) {
            programs.remove(entry.path());
        }
        if (entry.type() != Entry.Type.OTHER && KnownPrograms.noteworthy(entry)) {
            if (programs.size() < Limits.PROGRAMS_PER_LAYER) {
                Evidence place = Evidence.of("/" + entry.path());
                programs.put(entry.path(), new Program(Program.Kind.INSTALLED, entry.name(), "", place));
            } else {
                morePrograms = true;
            }
        }
    }

    /** What a mount over a server's directory would hide: an empty file or an old log nobody misses. */
    private void noteScratch(Entry entry) {
        String path = "/" + entry.path();
        if (!ScratchPlaces.holds(path)) {
            return;
        }
        boolean directory = entry.type() == Entry.Type.DIRECTORY;
        boolean empty = entry.isFile() && (entry.size() == 0 || ScratchPlaces.isLog(path));
        if (empty || entry.type() == Entry.Type.OTHER) {
            scratch.remove(entry.path());
        } else if (scratch.size() < Limits.SCRATCH_PER_LAYER) {
            Program.Kind kind = directory ? Program.Kind.SCRATCH_DIRECTORY : Program.Kind.SCRATCH_FILE;
            scratch.put(entry.path(), new Program(kind, entry.name(), "", Evidence.of(path)));
        }
    }

    /** Permissions need no content: they are noted whatever the catalogers want. */
    private void noteSpecial(Entry entry) {
        if (!special.isEmpty()) {
            special.remove(entry.path());
        }
        boolean directory = entry.type() == Entry.Type.DIRECTORY;
        if (!directory && !entry.isFile() && entry.type() != Entry.Type.HARD_LINK) {
            return;
        }
        if (SpecialFile.is(entry.mode(), directory, entry.capabilities())) {
            if (special.size() < Limits.SPECIAL_FILES_PER_LAYER) {
                special.put(
                        entry.path(),
                        new SpecialFile(
                                entry.mode(),
                                entry.uid(),
                                entry.gid(),
                                directory,
                                entry.capabilities(),
                                Evidence.of("/" + entry.path())));
            } else {
                moreSpecial = true;
            }
        }
    }

    @Override
    public boolean wouldWant(Entry entry) {
        for (Cataloger cataloger : catalogers) {
            if (cataloger.wants(entry)) {
                return true;
            }
        }
        return false;
    }

    /** One cataloger may want the target by its name, and another only by the link's. */
    @Override
    public boolean wouldWantAs(Entry link, Entry target) {
        for (Cataloger cataloger : catalogers) {
            if (cataloger.wants(link) && !cataloger.wants(target)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void file(Entry entry, Content content) {
        for (Cataloger cataloger : catalogers) {
            if (cataloger.wants(entry)) {
                catalog(cataloger, entry, content);
            }
        }
    }

    private void catalog(Cataloger cataloger, Entry entry, Content content) {
        FileSink sink = new FileSink(entry.path(), packagesLeft, textLeft, ownedLeft);
        try {
            cataloger.catalog(entry, content, sink);
        } catch (IOException e) {
            disturbed |= Disturbance.is(e);
            sink.gap(reason(e));
        } catch (StackOverflowError e) {
            sink.gap("is nested too deeply");
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            disturbed |= cause != null && Disturbance.is(cause);
            sink.gap(reason(cause == null ? e : cause));
        } catch (RuntimeException e) {
            sink.gap("can't be understood (" + reason(e) + ")");
        }
        FileFacts facts = sink.facts(cataloger.name());
        packagesLeft -= sink.packageCount();
        textLeft = sink.textLeft();
        ownedLeft = sink.ownedLeft();
        if (facts.hasGaps() && gapsLeft == 0) {
            gapsLost++;
            facts = facts.withoutGaps();
        }
        if (!facts.isEmpty()) {
            gapsLeft -= Math.min(gapsLeft, facts.gaps().size() + facts.unnamed().size());
            files.computeIfAbsent(entry.path(), path -> new ArrayList<>(1)).add(facts);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void removed(String path) {
        removed.add(path);
    }

    @Override
    public void opaque(String path) {
        opaque.add(path);
    }

    @Override
    public void gap(String what, String reason) {
        if (gapsLeft == 0) {
            gapsLost++;
        } else {
            gapsLeft--;
            gaps.add(Coverage.partial(what, reason));
        }
    }

    /** Whether a passing trouble of this machine, and not the layer itself, cost a part: then it is not worth keeping. */
    boolean disturbed() {
        return disturbed;
    }

    /** What was gathered; called once, after the whole layer. */
    public LayerFacts facts() {
        List<Coverage> all = new ArrayList<>(gaps);
        if (names.full() || directories.full() || removed.full() || opaque.full()) {
            all.add(Coverage.partial(
                    "layers",
                    "a layer holds more than " + Limits.NAMES_PER_LAYER
                            + " names: files that it replaced may be reported still"));
        }
        if (moreSpecial) {
            all.add(Coverage.partial(
                    "permissions",
                    "a layer holds more than " + Limits.SPECIAL_FILES_PER_LAYER
                            + " files with special permissions: the others are not listed"));
        }
        if (morePrograms) {
            all.add(Coverage.partial(
                    Facts.PROGRAMS,
                    "a layer holds more than " + Limits.PROGRAMS_PER_LAYER
                            + " noteworthy programs: the others are not listed"));
        }
        if (gapsLost > 0) {
            all.add(Coverage.partial("files", gapsLost + " more files of a layer have gaps"));
        }
        List<FileFacts> read = new ArrayList<>(files.size());
        for (List<FileFacts> ofFile : files.values()) {
            read.addAll(ofFile);
        }
        List<Program> noted = new ArrayList<>(programs.values());
        noted.addAll(scratch.values());
        return new LayerFacts(
                read,
                names.build(),
                directories.build(),
                removed.build(),
                opaque.build(),
                all,
                Facts.EMPTY.withSpecialFiles(new ArrayList<>(special.values())).withPrograms(noted));
    }
}
