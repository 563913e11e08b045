package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: finds the command, runs it, and turns what went wrong into one sentence and an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command line; returns its exit code (0 done, 1 policy violated, 2 could not do the job). */
    static int run(String... args) {
        int code = command(args);
        if (System.out.checkError()) {
            System.err.println("hullmark: the output could not be written whole.");
            return ExitCode.FAILED;
        }
        return code;
    }

    private static int command(String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("version"))) {
            System.out.println("hullmark " + Version.TEXT);
            return ExitCode.DONE;
        }
        String[] whole;
        try {
            whole = Configuration.complete(args, System.getenv());
        } catch (HullmarkException e) {
            return failed(e, new CommandLine(new Root()).getErr());
        }
        CommandLine line = Commands.lineFor(whole);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> Main.failed(failure, failed.getErr()));
        line.setParameterExceptionHandler(Main::misused);
        return execute(line, whole);
    }

    /** What the library lets pass (a stack or heap used up) must not end in a trace, and 1 means a violation. */
    static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return failed(e, line.getErr());
        }
    }

    private static int misused(ParameterException misuse, String[] args) {
        PrintWriter err = misuse.getCommandLine().getErr();
        boolean unknownCommand = misuse instanceof UnmatchedArgumentException
                && misuse.getCommandLine().getParent() == null;
        err.println("hullmark: "
                + Terminal.sentence(unknownCommand ? "there is no command '" + args[0] + "'" : misuse.getMessage()));
        err.println("Try: " + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.FAILED;
    }

    private static int failed(Throwable failure, PrintWriter err) {
        if (System.getenv("HULLMARK_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        if (failure instanceof HullmarkException) {
            err.println("hullmark: " + Terminal.sentence(failure.getMessage()));
        } else if (failure instanceof OutOfMemoryError) {
            err.println("hullmark: there is not enough memory for this.");
        } else {
            err.println("hullmark: internal error (" + Terminal.clean(failure.toString())
                    + "); please report it with the trace that HULLMARK_DEBUG=1 prints.");
        }
        return ExitCode.FAILED;
    }
}
