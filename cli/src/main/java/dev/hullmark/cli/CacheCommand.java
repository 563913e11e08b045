package dev.hullmark.cli;

import dev.hullmark.catalog.Catalogers;
import dev.hullmark.catalog.LayerCache;
import dev.hullmark.model.HullmarkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cache",
        description = "The stores of what was read before: how full they are, and how to empty them.",
        footer = {"", "Examples:", "  hullmark cache status", "  hullmark cache clear"})
final class CacheCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say 'cache status' or 'cache clear'");
    }

    @Command(
            name = "status",
            description = "Print where it is, how many layers and inventories there are and what they take.")
    int status() {
        LayerCache.Status status = cache().status();
        if (!status.trouble().isEmpty()) {
            throw new HullmarkException(status.trouble() + ".");
        }
        System.out.println("directory  " + status.directory());
        System.out.println("layers     " + status.layers());
        System.out.println("size       " + Sizes.text(status.bytes()) + " of at most " + Sizes.text(status.limit()));
        InventoryStore.Status stored =
                InventoryStore.in(Home.of(System.getenv()).inventories()).status();
        System.out.println("stored     " + stored.inventories()
                + (stored.inventories() == 1 ? " inventory" : " inventories") + " to judge again, "
                + Sizes.text(stored.bytes()) + " of at most " + Sizes.text(stored.limit()));
        return ExitCode.DONE;
    }

    @Command(name = "clear", description = "Forget the layers; they are read again when needed.")
    int clear(
            @Option(names = "--inventories", description = "Forget the stored inventories too: rejudge starts anew.")
                    boolean inventories) {
        LayerCache cache = cache();
        long freed = cache.clear();
        if (!cache.trouble().isEmpty()) {
            throw new HullmarkException(cache.trouble() + ".");
        }
        if (inventories) {
            freed += InventoryStore.in(Home.of(System.getenv()).inventories()).clear();
        }
        System.out.println("freed " + Sizes.text(freed));
        return ExitCode.DONE;
    }

    private static LayerCache cache() {
        return LayerCache.in(Home.of(System.getenv()).layers(), Catalogers.all());
    }
}
