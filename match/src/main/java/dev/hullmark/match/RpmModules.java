package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.Affected;
import dev.hullmark.model.Package;

/**
 * RPM modules (dnf modularity): several streams of a package live side by side in one release of a distribution, each
 * with fixes of its own. A fix built for a module says nothing about the ordinary package, nor the other way round, nor
 * about another stream.
 */
final class RpmModules {
    private RpmModules() {}

    /** Whether this part of an advisory may speak about the package, so far as modules go. */
    static boolean sameWorld(Package p, Affected affected) {
        return modular(p) == modular(affected) && sameFlavour(p.version(), affected);
    }

    /**
     * Oracle builds some packages a second time, patched for Ksplice or certified for FIPS, under the same names and with
     * an epoch that puts them above all others: their fixes say nothing about the ordinary ones, nor the other way round.
     */
    private static boolean sameFlavour(String installed, Affected affected) {
        if (!affected.ecosystem().startsWith("Oracle Linux:")) {
            return true;
        }
        for (Affected.Range range : affected.ranges()) {
            for (Affected.Event event : range.events()) {
                if (event.kind() == Affected.Event.Kind.FIXED
                        && (differ(installed, event.version(), ".ksplice")
                                || differ(installed, event.version(), "_fips"))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean differ(String a, String b, String mark) {
        return a.contains(mark) != b.contains(mark);
    }

    /**
     * Whether the advisory is for another stream than the package's: OSV's records name it in the summary only
     * ({@code nodejs:18 security update}).
     */
    static boolean otherStream(Package p, Advisory advisory) {
        String label = p.qualifiers().getOrDefault("modularitylabel", "");
        int nameEnd = label.indexOf(':');
        if (nameEnd <= 0) {
            return false;
        }
        int streamEnd = label.indexOf(':', nameEnd + 1);
        String stream = label.substring(nameEnd + 1, streamEnd < 0 ? label.length() : streamEnd);
        String module = label.substring(0, nameEnd + 1);
        int at = advisory.summary().indexOf(module);
        if (at < 0 || (at > 0 && Character.isLetterOrDigit(advisory.summary().charAt(at - 1)))) {
            return false;
        }
        int from = at + module.length();
        int to = from;
        while (to < advisory.summary().length()
                && streamCharacter(advisory.summary().charAt(to))) {
            to++;
        }
        return to > from && !advisory.summary().substring(from, to).equals(stream);
    }

    private static boolean streamCharacter(char c) {
        return Text.digit(c) || Text.letter(c) || c == '.' || c == '-' || c == '_' || c == '+';
    }

    private static boolean modular(Package p) {
        return !p.qualifiers().getOrDefault("modularitylabel", "").isEmpty() || modular(p.version());
    }

    private static boolean modular(Affected affected) {
        if (RpmNames.ofModule(affected.name())) {
            return true;
        }
        for (Affected.Range range : affected.ranges()) {
            for (Affected.Event event : range.events()) {
                if (modular(event.version())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean modular(String version) {
        return version.contains(".module_el") || version.contains(".module+el");
    }
}
