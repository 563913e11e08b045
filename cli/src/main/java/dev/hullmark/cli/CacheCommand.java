package dev.hullmark.cli;

import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.LayerCache;
import dev.hullmark.model.HullmarkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cache",
        description = "The store of what was read from layers before: how full it is, and how to empty it.",
        footer = {"", "Examples:", "  hullmark cache status", "  hullmark cache clear"})
final class CacheCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say 'cache status' or 'cache clear'");
    }

    @Command(name = "status", description = "Print where it is, how many layers it knows and what they take.")
    int status() {
        LayerCache.Status status = cache().status();
        if (!status.trouble().isEmpty()) {
            throw new HullmarkException(status.trouble() + ".");
        }
        System.out.println("directory  " + status.directory());
        System.out.println("layers     " + status.layers());
        System.out.println("size       " + Sizes.text(status.bytes()) + " of at most " + Sizes.text(status.limit()));
        return ExitCode.DONE;
    }

    @Command(name = "clear", description = "Forget everything in it.")
    int clear() {
        LayerCache cache = cache();
        long freed = cache.clear();
        if (!cache.trouble().isEmpty()) {
            throw new HullmarkException(cache.trouble() + ".");
        }
        System.out.println("freed " + Sizes.text(freed));
        return ExitCode.DONE;
    }

    private static LayerCache cache() {
        return LayerCache.in(Home.of(System.getenv()).layers(), Catalogers.all());
    }
}
