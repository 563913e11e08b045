package dev.hullmark.match;

import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.List;

/**
 * How Red Hat's and Oracle's own feeds name packages: a module's as {@code nodejs:18/npm}, a source as {@code openssl.src},
 * a fix for one architecture as {@code kernel-uek.aarch64}. None of it can be a plain package's name with a plain meaning:
 * rpm allows neither a colon nor a slash in one.
 */
final class RpmNames {
    private static final String RED_HAT = "Red Hat:";
    private static final String ORACLE = "Oracle Linux:";

    private RpmNames() {}

    static boolean special(String ecosystem) {
        return ecosystem.startsWith(RED_HAT) || ecosystem.startsWith(ORACLE);
    }

    static List<Judge.Name> of(Package p, String ecosystem) {
        List<Judge.Name> names = new ArrayList<>(4);
        Judge.Name own = new Judge.Name(p.name(), p.version());
        names.add(own);
        if (ecosystem.startsWith(ORACLE)) {
            arches(p, "", names);
        } else if (p.source().isPresent()) {
            names.add(source(p, ""));
        }
        String module = module(p);
        if (!module.isEmpty()) {
            names.add(new Judge.Name(module + own.name(), own.version()));
            if (ecosystem.startsWith(ORACLE)) {
                arches(p, module, names);
            } else if (p.source().isPresent()) {
                names.add(source(p, module));
            }
        }
        return names;
    }

    private static Judge.Name source(Package p, String module) {
        Judge.Name source = Judge.source(p, p.source().orElseThrow());
        return new Judge.Name(module + source.name() + ".src", source.version(), source.anyEpoch());
    }

    /** A 32-bit package stands on a 64-bit system; one for any architecture may stand on each. */
    private static void arches(Package p, String module, List<Judge.Name> names) {
        List<String> arches =
                switch (p.qualifiers().getOrDefault("arch", "")) {
                    case "i386", "i486", "i586", "i686" -> List.of("i386", "x86_64");
                    case "", "noarch" -> List.of("x86_64", "aarch64");
                    default -> List.of(p.qualifiers().getOrDefault("arch", ""));
                };
        for (String arch : arches) {
            names.add(new Judge.Name(module + p.name() + "." + arch, p.version()));
        }
    }

    /** {@code nodejs:18/} of the label {@code nodejs:18:8090020231030:a75119d5}, or "". */
    private static String module(Package p) {
        String label = p.qualifiers().getOrDefault("modularitylabel", "");
        int first = label.indexOf(':');
        if (first <= 0) {
            return "";
        }
        int second = label.indexOf(':', first + 1);
        return (second < 0 ? label : label.substring(0, second)) + "/";
    }

    /** Whether a name is of a module's package. */
    static boolean ofModule(String name) {
        return name.indexOf('/') > 0 && name.indexOf(':') > 0;
    }
}
