package dev.hullmark.sensor.program;

import dev.hullmark.sensor.Limits;
import dev.hullmark.sensor.bpf.Layout;

/** What the records in the rings look like. All begin with the same words. */
public final class Records {
    /** What a record is about, in its first word. */
    public enum Kind {
        CGROUP,
        EXEC,
        EXIT,
        MAPPED,
        OPENED,
        CALL,
        CONNECT,
        CAPABILITY,
        SOCKET,
        DNS,
        /** No record: a process that could not be kept in the table of those that are a container's own. */
        PROCESS;

        private static final Kind[] ALL = values();

        /** Its number in records. */
        public int number() {
            for (int i = 0; i < ALL.length; i++) {
                if (ALL[i] == this) {
                    return i;
                }
            }
            throw new AssertionError(this);
        }
    }

    public static final Layout CGROUP =
            header().number("parent", 8).number("removed", 4).bytes("name", Limits.NAME_BYTES);

    public static final Layout EXEC = file(process())
            .number("parentStart", 8)
            .number("parentCgroup", 8)
            .number("arguments", 4)
            .number("argumentsLength", 4)
            .bytes("parentComm", 16)
            .bytes("filename", Limits.TEXT_BYTES)
            .bytes("interpreter", Limits.TEXT_BYTES)
            .bytes("argv", Limits.ARGUMENT_BYTES);

    public static final Layout EXIT = process().number("code", 4);

    /** A file that was opened, or mapped to be executed. */
    public static final Layout FILE = file(process()).number("access", 4);

    public static final Layout CALL = process()
            .number("number", 8)
            .number("result", 8)
            .bytes("arguments", 48)
            .bytes("first", Limits.TEXT_BYTES)
            .bytes("second", Limits.TEXT_BYTES);

    public static final Layout CAPABILITY = process().number("capability", 4);

    public static final Layout SOCKET = process()
            .number("socket", 8)
            .number("sent", 8)
            .number("received", 8)
            .number("netns", 4)
            .number("before", 4)
            .number("after", 4)
            .number("shutdown", 4)
            .number("family", 2)
            .number("localPort", 2)
            .number("remotePort", 2)
            .bytes("local", 16)
            .bytes("remote", 16);

    public static final Layout DNS = header().number("length", 4)
            .number("outgoing", 4)
            .number("offset", 4)
            .number("family", 4)
            .bytes("packet", Limits.DNS_BYTES);

    private Records() {}

    /** The kind of a number. */
    public static Kind kind(int number) {
        if (number < 0 || number >= Kind.ALL.length) {
            throw new IllegalArgumentException("no kind of record " + number);
        }
        return Kind.ALL[number];
    }

    private static Layout header() {
        return new Layout()
                .number("kind", 4)
                .number("flags", 4)
                .number("time", 8)
                .number("cgroup", 8);
    }

    /** Who did it. */
    private static Layout process() {
        return header().number("pid", 4)
                .number("tid", 4)
                .number("parent", 4)
                .number("innerPid", 4)
                .number("uid", 4)
                .number("gid", 4)
                .number("start", 8)
                .number("program", 8)
                .bytes("comm", 16);
    }

    /** Which file. */
    private static Layout file(Layout before) {
        return before.number("inode", 8)
                .number("device", 4)
                .number("mode", 4)
                .number("pathSteps", 4)
                .number("pathLength", 4)
                .bytes("path", Limits.PATH_BYTES + Limits.NAME_BYTES);
    }
}
