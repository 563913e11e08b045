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
import static dev.hullmark.sensor.bpf.Register.VALUE;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Assembler;
import dev.hullmark.sensor.bpf.Code;
import dev.hullmark.sensor.bpf.Condition;
import dev.hullmark.sensor.bpf.Helper;
import dev.hullmark.sensor.bpf.Label;
import dev.hullmark.sensor.bpf.Layout;

/**
 * On {@code cgroup_mkdir} and {@code cgroup_release}: a container's cgroup is made before any process is in it, so from its
 * first program on it is watched, under the default policy, whether we are awake or not.
 */
final class CgroupPrograms {
    /** A container's id: this many digits, 0 to 9 and a to f. */
    private static final int ID_DIGITS = 64;

    private static final String SCOPE = ".scope";

    private final Kernel kernel;
    private final Maps maps;

    CgroupPrograms(Kernel kernel, Maps maps) {
        this.kernel = kernel;
        this.maps = maps;
    }

    /** A new one: a container's if its name has an id, or if its parent is one's. */
    Code made() {
        var a = new Assembler("hm_cgroup_made");
        var snippets = new Snippets(kernel, maps, a);
        var ignored = new Label("ignored");
        var container = new Label("container");
        var told = new Label("told");
        int name = a.room(Limits.NAME_BYTES);
        int parent = a.room(Long.BYTES);
        int word = a.room(Long.BYTES);
        int zero = a.room(Long.BYTES);
        begin(a, ignored);
        id(a, snippets);
        a.follow(
                RESULT,
                CONTEXT,
                kernel.field("cgroup", "kn"),
                kernel.field("kernfs_node", "__parent", "parent"),
                kernel.field("kernfs_node", "id"));
        a.store(FRAME, parent, RESULT, Long.BYTES);
        a.follow(A3, CONTEXT, kernel.field("cgroup", "kn"), kernel.field("kernfs_node", "name"));
        a.address(A1, name).set(A2, Limits.NAME_BYTES).call(Helper.PROBE_READ_KERNEL_STR);
        a.jumpIf(RESULT, Condition.SIGNED_LESS, 1, ignored);
        a.copy(VALUE, RESULT);
        a.say("A cgroup in a container's is the container's.");
        var own = new Label("own_name");
        snippets.lookup(maps.containers(), parent, own);
        a.load(A1, RESULT, 0, Long.BYTES).store(FRAME, word, A1, Long.BYTES).jump(told);
        a.at(own);
        hasId(a, name, container);
        a.jump(ignored);
        a.at(container).say("A container's: under the default policy until we know better.");
        a.store(FRAME, zero, 0, 4);
        snippets.lookup(maps.defaults(), zero, ignored);
        a.load(A1, RESULT, 0, Long.BYTES).store(FRAME, word, A1, Long.BYTES);
        a.at(told)
                .map(A1, maps.containers())
                .address(A2, snippets.cgroup())
                .address(A3, word)
                .set(A4, 0);
        a.call(Helper.MAP_UPDATE);
        Layout layout = Records.CGROUP;
        snippets.reserve(maps.urgent(), layout, Records.Kind.CGROUP, ignored);
        a.load(A1, FRAME, parent, Long.BYTES).store(RECORD, layout.offset("parent"), A1, Long.BYTES);
        a.store(RECORD, layout.offset("removed"), 0, 4);
        a.follow(A3, CONTEXT, kernel.field("cgroup", "kn"), kernel.field("kernfs_node", "name"));
        a.copy(A1, RECORD)
                .add(A1, layout.offset("name"))
                .set(A2, Limits.NAME_BYTES)
                .call(Helper.PROBE_READ_KERNEL_STR);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /** One that is gone: its number may be another's one day. */
    Code gone() {
        var a = new Assembler("hm_cgroup_gone");
        var snippets = new Snippets(kernel, maps, a);
        var ignored = new Label("ignored");
        begin(a, ignored);
        id(a, snippets);
        a.map(A1, maps.containers()).address(A2, snippets.cgroup()).call(Helper.MAP_DELETE);
        a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        Layout layout = Records.CGROUP;
        snippets.reserve(maps.urgent(), layout, Records.Kind.CGROUP, ignored);
        a.set(A1, 0).store(RECORD, layout.offset("parent"), A1, Long.BYTES);
        a.store(RECORD, layout.offset("removed"), 1, 4).store(RECORD, layout.offset("name"), 0, 1);
        snippets.submit();
        a.at(ignored).end(0);
        return a.assemble();
    }

    /** CONTEXT = the cgroup, if it is of the hierarchy that tells containers apart. */
    private void begin(Assembler a, Label ignored) {
        a.load(CONTEXT, A1, 0, Long.BYTES);
        a.say("The unified hierarchy is number 0; of version 1's, the one that was chosen.");
        if (kernel.subsystem() < 0) {
            a.follow(RESULT, CONTEXT, kernel.field("cgroup", "root"), kernel.field("cgroup_root", "hierarchy_id"));
            a.jumpIf(RESULT, Condition.NOT_EQUAL, 0, ignored);
        } else {
            a.follow(RESULT, CONTEXT, kernel.field("cgroup", "root"), kernel.field("cgroup_root", "subsys_mask"));
            a.copy(A1, RESULT).and(A1, 1 << kernel.subsystem()).jumpIf(A1, Condition.EQUAL, 0, ignored);
        }
    }

    private void id(Assembler a, Snippets snippets) {
        a.follow(RESULT, CONTEXT, kernel.field("cgroup", "kn"), kernel.field("kernfs_node", "id"));
        a.store(FRAME, snippets.cgroup(), RESULT, Long.BYTES);
    }

    /**
     * Goes to {@code found} if the name on the stack ends with an id, or with one and {@code .scope}, as systemd names them.
     * VALUE: the name's length with its zero.
     */
    private void hasId(Assembler a, int name, Label found) {
        var bare = new Label("no_scope");
        var next = new Label("next_digit");
        var digit = new Label("digit");
        var none = new Label("no_id");
        a.say("The last " + ID_DIGITS
                + " letters, without systemd's .scope, are digits: A5 is where they begin, A4 counts.");
        a.copy(A5, VALUE).add(A5, -1 - ID_DIGITS);
        a.jumpIf(VALUE, Condition.AT_MOST, ID_DIGITS + SCOPE.length(), bare);
        a.copy(A1, FRAME)
                .add(A1, name)
                .copy(A2, VALUE)
                .and(A2, Limits.NAME_BYTES - 1)
                .add(A1, A2);
        a.load(A2, A1, -1 - SCOPE.length(), 1).jumpIf(A2, Condition.NOT_EQUAL, '.', bare);
        a.load(A2, A1, -SCOPE.length(), 1).jumpIf(A2, Condition.NOT_EQUAL, 's', bare);
        a.add(A5, -SCOPE.length());
        a.at(bare)
                .jumpIf(A5, Condition.GREATER, Limits.NAME_BYTES - 1 - ID_DIGITS, none)
                .set(A4, 0);
        a.at(next)
                .copy(A1, FRAME)
                .add(A1, name)
                .add(A1, A5)
                .add(A1, A4)
                .load(A2, A1, 0, 1)
                .add(A4, 1);
        a.jumpIf(A2, Condition.LESS, '0', none).jumpIf(A2, Condition.AT_MOST, '9', digit);
        a.jumpIf(A2, Condition.LESS, 'a', none).jumpIf(A2, Condition.GREATER, 'f', none);
        a.at(digit).jumpIf(A4, Condition.LESS, ID_DIGITS, next).jump(found);
        a.at(none);
    }
}
