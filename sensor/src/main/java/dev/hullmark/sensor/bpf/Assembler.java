package dev.hullmark.sensor.bpf;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.A3;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RESULT;

import dev.hullmark.sensor.btf.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a program for the kernel's virtual machine.
 *
 * <p><b>What the kernel runs.</b> An eBPF program is a list of 64-bit instructions: an operation, two registers, a 16-bit
 * offset and a 32-bit number. Before the first run the kernel's verifier walks every path through it and refuses a program
 * that might read what it must not, loop for ever, or use a register nobody wrote. Then it is translated to machine code and
 * called wherever it is attached.
 *
 * <p><b>How ours are written.</b> Four registers keep one meaning in all of them ({@link Register}). A program reads the
 * kernel's structures by {@link #follow}: one bounded copy of 8 bytes a pointer, which yields zeros where an address is bad
 * and so never fails. Where a field lies comes from the running kernel's own description
 * ({@link dev.hullmark.sensor.btf.Btf}) while the program is being written, so nothing has to be relocated later. What was
 * found is written into a record of fixed size, which the ring buffer lends and takes back ({@link Layout}).
 *
 * <p><b>How to read one.</b> Each program is a method whose calls stand in the order of its instructions; {@link #say} puts a
 * sentence before the next one, and {@code hullmark observe --explain-programs} prints both.
 */
public final class Assembler {
    /** What a program may keep on its stack. */
    private static final int STACK_BYTES = 512;

    private final String name;
    private final List<Long> code = new ArrayList<>();
    private final Map<Integer, String> remarks = new HashMap<>();
    private final Map<Label, Integer> labels = new HashMap<>();
    private final Map<Integer, Label> jumps = new HashMap<>();
    private int stack;

    /** @param name the program's, at most 15 letters, digits and {@code _} */
    public Assembler(String name) {
        this.name = name;
    }

    /** A sentence about what follows, for who reads the listing. */
    public Assembler say(String remark) {
        remarks.merge(code.size(), remark, (a, b) -> a + "\n" + b);
        return this;
    }

    /** Room on the stack, for the whole program. Returns its offset from {@link Register#FRAME}; a multiple of 8. */
    public int room(int bytes) {
        stack += (bytes + 7) / 8 * 8;
        if (stack > STACK_BYTES) {
            throw new IllegalStateException(name + " uses more stack than there is");
        }
        return -stack;
    }

    /** {@code to = from}. */
    public Assembler copy(Register to, Register from) {
        return emit(0xbf, to, from, 0, 0);
    }

    /** {@code to = number}, the sign kept. */
    public Assembler set(Register to, int number) {
        return emit(0xb7, to, RESULT, 0, number);
    }

    /** {@code to = number} of 64 bits. */
    public Assembler setLong(Register to, long number) {
        return wide(to, 0, number);
    }

    /** {@code to} = a map, as helpers take it. */
    public Assembler map(Register to, BpfMap map) {
        return wide(to, 1, map.descriptor());
    }

    public Assembler add(Register to, int number) {
        return emit(0x07, to, RESULT, 0, number);
    }

    public Assembler add(Register to, Register from) {
        return emit(0x0f, to, from, 0, 0);
    }

    public Assembler subtract(Register to, Register from) {
        return emit(0x1f, to, from, 0, 0);
    }

    public Assembler multiply(Register to, int number) {
        return emit(0x27, to, RESULT, 0, number);
    }

    public Assembler and(Register to, int number) {
        return emit(0x57, to, RESULT, 0, number);
    }

    public Assembler or(Register to, int number) {
        return emit(0x47, to, RESULT, 0, number);
    }

    public Assembler or(Register to, Register from) {
        return emit(0x4f, to, from, 0, 0);
    }

    public Assembler shiftLeft(Register to, int bits) {
        return emit(0x67, to, RESULT, 0, bits);
    }

    /** Shifts right, zeros from the left. */
    public Assembler shiftRight(Register to, int bits) {
        return emit(0x77, to, RESULT, 0, bits);
    }

    /** {@code to} = the number at {@code base + offset}, which the verifier knows to be readable. */
    public Assembler load(Register to, Register base, int offset, int bytes) {
        return emit(0x61 | sizeCode(bytes), to, base, offset, 0);
    }

    /** The number at {@code base + offset} = {@code from}. */
    public Assembler store(Register base, int offset, Register from, int bytes) {
        return emit(0x63 | sizeCode(bytes), base, from, offset, 0);
    }

    /** The number at {@code base + offset} = {@code number}. */
    public Assembler store(Register base, int offset, int number, int bytes) {
        return emit(0x62 | sizeCode(bytes), base, RESULT, offset, number);
    }

    /** Adds {@code from} to the 64-bit number at {@code base + offset}, also while others do. */
    public Assembler addAtomically(Register base, int offset, Register from) {
        return emit(0xdb, base, from, offset, 0);
    }

    public Assembler call(Helper helper) {
        return emit(0x85, RESULT, RESULT, 0, helper.number());
    }

    public Assembler jump(Label to) {
        jumps.put(code.size(), to);
        return emit(0x05, RESULT, RESULT, 0, 0);
    }

    public Assembler jumpIf(Register left, Condition condition, int right, Label to) {
        jumps.put(code.size(), to);
        return emit(0x05 | condition.code(), left, RESULT, 0, right);
    }

    public Assembler jumpIf(Register left, Condition condition, Register right, Label to) {
        jumps.put(code.size(), to);
        return emit(0x0d | condition.code(), left, right, 0, 0);
    }

    /** Marks this place. */
    public Assembler at(Label label) {
        if (labels.put(label, code.size()) != null) {
            throw new IllegalStateException(label + " stands twice in " + name);
        }
        return this;
    }

    /** Ends the program with {@code answer}. */
    public Assembler end(int answer) {
        set(RESULT, answer);
        return emit(0x95, RESULT, RESULT, 0, 0);
    }

    /** {@code to} = address of {@code FRAME + offset}. */
    public Assembler address(Register to, int offset) {
        return copy(to, FRAME).add(to, offset);
    }

    /**
     * {@code to} = the field at the end of a chain of pointers that begins at {@code base}: each field but the last is a
     * pointer to the structure that the next is in. Zero if any address is bad. Uses A1 to A3.
     */
    public Assembler follow(Register to, Register base, Field... chain) {
        int slot = scratch();
        Register at = base;
        for (Field field : chain) {
            copyKernel(FRAME, slot, at, field, Math.min(Long.BYTES, field.bytes()));
            load(to, FRAME, slot, Math.min(Long.BYTES, field.bytes()));
            at = to;
        }
        return this;
    }

    /** Copies a field of the structure at {@code base} to {@code to + offset}; zeros if the address is bad. */
    public Assembler copyKernel(Register to, int offset, Register base, Field field, int bytes) {
        copy(A3, base).add(A3, field.offset());
        copy(A1, to).add(A1, offset);
        return set(A2, bytes).call(Helper.PROBE_READ_KERNEL);
    }

    /** The finished program. */
    public Code assemble() {
        var finished = new ArrayList<Long>(code);
        jumps.forEach((at, label) -> {
            Integer target = labels.get(label);
            if (target == null) {
                throw new IllegalStateException(name + " jumps to " + label + ", which it does not have");
            }
            finished.set(at, finished.get(at) | (((target - at - 1) & 0xffffL) << 16));
        });
        return new Code(name, finished, Map.copyOf(remarks), labels);
    }

    private int scratch = 0;

    private int scratch() {
        if (scratch == 0) {
            scratch = room(Long.BYTES);
        }
        return scratch;
    }

    private Assembler wide(Register to, int source, long number) {
        code.add(0x18L | ((long) to.number() << 8) | ((long) source << 12) | ((number & 0xffffffffL) << 32));
        code.add((number >>> 32) << 32);
        return this;
    }

    private Assembler emit(int operation, Register to, Register from, int offset, int number) {
        code.add((operation & 0xffL)
                | ((long) to.number() << 8)
                | ((long) from.number() << 12)
                | ((offset & 0xffffL) << 16)
                | ((number & 0xffffffffL) << 32));
        return this;
    }

    private static int sizeCode(int bytes) {
        return switch (bytes) {
            case 1 -> 0x10;
            case 2 -> 0x08;
            case 4 -> 0x00;
            case 8 -> 0x18;
            default -> throw new IllegalArgumentException("a register takes 1, 2, 4 or 8 bytes, not " + bytes);
        };
    }
}
