package dev.hullmark.sensor.program;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.A4;
import static dev.hullmark.sensor.bpf.Register.A5;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RECORD;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static dev.hullmark.sensor.bpf.Register.TASK;

import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;
import dev.hullmark.sensor.btf.Field;

/** At the end of calls that open a file or map one to be executed. */
final class FilePrograms {
    private static final int S_IFMT = 0xf000;
    private static final int S_IFCHR = 0x2000;
    private static final int S_IFREG = 0x8000;
    private static final int S_IFBLK = 0x6000;
    /** In a file's mode: it may be written. */
    private static final int FMODE_WRITE = 2;

    private static final int PROT_EXEC = 4;

    private final Kernel kernel;
    private final Maps maps;
    private final CallPrograms calls;

    FilePrograms(Kernel kernel, Maps maps, CallPrograms calls) {
        this.kernel = kernel;
        this.maps = maps;
        this.calls = calls;
    }

    /** A program being written, with the steps it takes. */
    private final class Draft {
        final Assembler a;
        final Snippets snippets;
        final FileSnippet file;
        final OnceSnippet once;
        final PathSnippet path;
        final int access;

        Draft(String name) {
            a = new Assembler(name);
            snippets = new Snippets(kernel, maps, a);
            file = new FileSnippet(kernel, maps, a, snippets);
            once = new OnceSnippet(kernel, maps, a, snippets);
            path = new PathSnippet(kernel, a);
            access = a.room(Long.BYTES);
        }

        /** A4 = the open file of the descriptor in RESULT. */
        void descriptor() {
            a.store(FRAME, access, RESULT, Long.BYTES);
            a.follow(
                    A4,
                    TASK,
                    kernel.field("task_struct", "files"),
                    kernel.field("files_struct", "fdt"),
                    kernel.field("fdtable", "fd"));
            a.load(RESULT, FRAME, access, Long.BYTES).and(RESULT, 0xfffff).multiply(RESULT, Long.BYTES);
            a.add(A4, RESULT).follow(A4, A4, new Field(0, Long.BYTES, 0));
        }

        void once(Records.Kind kind, Label known) {
            once.kind(kind);
            a.load(RESULT, FRAME, file.identity() + 8, Long.BYTES);
            once.subject();
            a.load(RESULT, FRAME, file.identity() + 16, Long.BYTES);
            once.device();
            once.check(known);
        }

        Code tell(Records.Kind kind, Label ignored) {
            Layout layout = Records.FILE;
            snippets.notTheRuntime(ignored);
            snippets.reserve(maps.ordinary(), layout, kind, ignored);
            snippets.process(layout);
            file.write(layout);
            a.load(RESULT, FRAME, access, Long.BYTES).store(RECORD, layout.offset("access"), RESULT, 4);
            path.write(layout, file.file());
            snippets.submit();
            a.at(ignored).end(0);
            return a.assemble();
        }
    }

    /** A file was mapped to be executed: a library, mostly. Killed for if the policy says so. */
    Code mapped() {
        var d = new Draft("hm_map");
        var ignored = new Label("ignored");
        var kill = new Label("kill");
        var tell = new Label("tell");
        calls.begin(d.a, d.snippets, ignored);
        d.a.say("Only what may be executed, of a file.");
        calls.argument(d.a, 2);
        d.a.and(RESULT, PROT_EXEC).jumpIf(RESULT, Condition.EQUAL, 0, ignored);
        calls.argument(d.a, 4);
        d.a.shiftLeft(RESULT, 32).shiftRight(RESULT, 32).jumpIf(RESULT, Condition.GREATER, 0xfffff, ignored);
        d.a.load(A1, CONTEXT, 8, Long.BYTES);
        d.a.jumpIf(A1, Condition.SIGNED_LESS, 0, ignored);
        d.descriptor();
        d.file.examine(ignored);
        d.file.judge(Policy.KILL_MAPPED, kill);
        d.once(Records.Kind.MAPPED, ignored);
        d.a.jump(tell);
        d.a.at(kill).say("Killed before it can jump there.");
        d.file.kill();
        d.a.at(tell).store(FRAME, d.access, PROT_EXEC, Long.BYTES);
        return d.tell(Records.Kind.MAPPED, ignored);
    }

    /** A file was opened: told always if its name is watched, or a device; other files once for each program. */
    Code opened() {
        var d = new Draft("hm_open");
        Assembler a = d.a;
        var ignored = new Label("ignored");
        var regular = new Label("regular");
        var tell = new Label("tell");
        calls.begin(a, d.snippets, ignored);
        a.load(RESULT, CONTEXT, 8, Long.BYTES).jumpIf(RESULT, Condition.GREATER, 0xfffff, ignored);
        d.descriptor();
        d.file.examine(ignored);
        a.load(A4, FRAME, d.file.file(), Long.BYTES).follow(RESULT, A4, kernel.field("file", "f_mode"));
        a.and(RESULT, FMODE_WRITE).store(FRAME, d.access, RESULT, Long.BYTES);
        a.load(A4, FRAME, d.file.inode(), Long.BYTES).follow(RESULT, A4, kernel.field("inode", "i_mode"));
        a.and(RESULT, S_IFMT).jumpIf(RESULT, Condition.EQUAL, S_IFREG, regular);
        device(d, ignored, tell);
        a.at(regular);
        names(d, tell);
        a.say("Written files are the workload's own business; read ones say what is in use.");
        a.load(RESULT, FRAME, d.access, Long.BYTES).jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        d.file.onDisk(ignored);
        d.once(Records.Kind.OPENED, ignored);
        a.at(tell);
        return d.tell(Records.Kind.OPENED, ignored);
    }

    /** Terminals and the memory devices that every program opens are nothing to tell of. */
    private void device(Draft d, Label ignored, Label tell) {
        Assembler a = d.a;
        var block = d.snippets.label("device");
        var memory = d.snippets.label("memory_device");
        a.say("Devices but terminals, null, zero, full and random.");
        a.jumpIf(RESULT, Condition.EQUAL, S_IFBLK, block).jumpIf(RESULT, Condition.NOT_EQUAL, S_IFCHR, ignored);
        a.load(A4, FRAME, d.file.inode(), Long.BYTES).follow(RESULT, A4, kernel.field("inode", "i_rdev"));
        a.copy(A5, RESULT).and(RESULT, 0xfffff).shiftRight(A5, 20);
        a.jumpIf(A5, Condition.EQUAL, 1, memory).jumpIf(A5, Condition.EQUAL, 5, ignored);
        a.jumpIf(A5, Condition.LESS, 136, block)
                .jumpIf(A5, Condition.AT_MOST, 143, ignored)
                .jump(block);
        a.at(memory);
        for (int harmless : new int[] {3, 5, 7, 8, 9}) {
            a.jumpIf(RESULT, Condition.EQUAL, harmless, ignored);
        }
        a.at(block);
        d.once(Records.Kind.OPENED, ignored);
        a.jump(tell);
    }

    /** Goes to {@code tell} if the name of the file, or of the folder it is in, is watched for what was done. */
    private void names(Draft d, Label tell) {
        Assembler a = d.a;
        var written = d.snippets.label("written");
        var folder = d.snippets.label("folder");
        var other = d.snippets.label("other_name");
        int name = a.room(Maps.NAME_BYTES);
        a.say("Is its name one of those that are watched?");
        entry(d, name);
        a.map(A1, maps.names()).address(A2, name).call(Helper.MAP_LOOKUP);
        a.jumpIf(RESULT, Condition.EQUAL, 0, folder);
        a.load(A1, RESULT, 0, Long.BYTES).load(A2, FRAME, d.access, Long.BYTES);
        a.jumpIf(A2, Condition.NOT_EQUAL, 0, written);
        a.and(A1, Watch.READ).jumpIf(A1, Condition.NOT_EQUAL, 0, tell).jump(other);
        a.at(written).and(A1, Watch.WRITE).jumpIf(A1, Condition.NOT_EQUAL, 0, tell);
        a.at(folder).load(A2, FRAME, d.access, Long.BYTES).jumpIf(A2, Condition.EQUAL, 0, other);
        a.say("Or its folder's, if it is written?");
        entry(d, name, kernel.field("dentry", "d_parent"));
        a.map(A1, maps.names()).address(A2, name).call(Helper.MAP_LOOKUP);
        a.jumpIf(RESULT, Condition.EQUAL, 0, other);
        a.load(A1, RESULT, 0, Long.BYTES).and(A1, Watch.FOLDER).jumpIf(A1, Condition.NOT_EQUAL, 0, tell);
        a.at(other);
    }

    /** Puts a name on the stack, the rest of its 24 bytes zero; longer names are cut and match nothing. */
    private void entry(Draft d, int name, Field... way) {
        for (int i = 0; i < Maps.NAME_BYTES; i += 8) {
            d.a.store(FRAME, name + i, 0, Long.BYTES);
        }
        Field[] chain = new Field[way.length + 2];
        chain[0] = PathSnippet.at(kernel.field("file", "f_path"), kernel.field("path", "dentry"));
        System.arraycopy(way, 0, chain, 1, way.length);
        chain[way.length + 1] = PathSnippet.at(kernel.field("dentry", "d_name"), kernel.field("qstr", "name"));
        d.a.load(A4, FRAME, d.file.file(), Long.BYTES).follow(A3, A4, chain);
        d.a.address(A1, name).set(A2, Maps.NAME_BYTES).call(Helper.PROBE_READ_KERNEL_STR);
    }
}
