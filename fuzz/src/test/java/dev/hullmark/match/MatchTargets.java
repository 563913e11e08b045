package dev.hullmark.match;

import dev.hullmark.advisories.Affected;
import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.Target;
import java.util.ArrayList;
import java.util.List;

/** Versions. Of three texts an order can read, it must be one: antisymmetric and, but for Conan's, transitive. */
public final class MatchTargets {
    private static final List<String> ECOSYSTEMS = List.of(
            "Debian",
            "Alpine",
            "rpm",
            "npm",
            "Go",
            "Maven",
            "PyPI",
            "RubyGems",
            "NuGet",
            "Packagist",
            "Pub",
            "CRAN",
            "ConanCenter");

    private MatchTargets() {}

    public static List<Target> all() {
        List<Target> orders = new ArrayList<>();
        for (String ecosystem : ECOSYSTEMS) {
            VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
            orders.add(Target.ofText(
                    ecosystem, input -> ordered(order, ecosystem, Target.text(input)), "1.0.0\n1.0.1-rc.1\n1:2.0-3"));
            orders.add(Target.ofText(
                    ecosystem, input -> ordered(order, ecosystem, Target.text(input)), "v1.2.3\n1.2\n1.2.3_p1-r2"));
        }
        return List.of(Choice.of("versions", orders)
                .with("-SNAPSHOT", "-rc.1", "~deb12u1", ".post1", "!", "+incompatible", "_alpha", "^", "dev-main"));
    }

    private static boolean ordered(VersionOrder order, String ecosystem, String text) {
        List<String> versions = text.lines().limit(3).toList();
        if (versions.size() < 3) {
            return false;
        }
        String a = versions.get(0);
        String b = versions.get(1);
        String c = versions.get(2);
        Affected affected = new Affected(
                ecosystem,
                "x",
                List.of(new Affected.Range(
                        Affected.Range.Type.ECOSYSTEM,
                        List.of(
                                new Affected.Event(Affected.Event.Kind.INTRODUCED, a),
                                new Affected.Event(Affected.Event.Kind.FIXED, b)))),
                List.of(a, c),
                List.of(),
                List.of(),
                "");
        Ranges.judge(affected, c, order);
        try {
            int ab = Integer.signum(order.compare(a, b));
            int bc = Integer.signum(order.compare(b, c));
            int ac = Integer.signum(order.compare(a, c));
            // Conan's own order has circles: 20 < 100 < 1a < 20.
            boolean transitive =
                    ecosystem.equals("ConanCenter") || (ab != bc && ab != 0 && bc != 0) || ac == (ab != 0 ? ab : bc);
            if (order.compare(a, a) != 0 || Integer.signum(order.compare(b, a)) != -ab || !transitive) {
                throw new Target.Find(ecosystem + " orders " + versions + " as " + ab + " " + bc + " " + ac);
            }
            return true;
        } catch (VersionOrder.InvalidVersionException e) {
            return true;
        }
    }
}
