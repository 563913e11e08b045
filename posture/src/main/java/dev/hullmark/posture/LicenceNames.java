package dev.hullmark.posture;

import dev.hullmark.sbom.SpdxExpression;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** From what packages declare to SPDX expressions. */
final class LicenceNames {
    private LicenceNames() {}

    /** As packages call licences, in lower case without "the", "license", commas and the like: see {@link #plain}. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("mit", "MIT"),
            Map.entry("mit x11", "MIT"),
            Map.entry("expat", "MIT"),
            Map.entry("apache", "Apache-2.0"),
            Map.entry("apache 2", "Apache-2.0"),
            Map.entry("apache 2.0", "Apache-2.0"),
            Map.entry("apache-2", "Apache-2.0"),
            Map.entry("apache v2", "Apache-2.0"),
            Map.entry("apache v2.0", "Apache-2.0"),
            Map.entry("apache version 2.0", "Apache-2.0"),
            Map.entry("apache software 2.0", "Apache-2.0"),
            Map.entry("apache software version 2.0", "Apache-2.0"),
            Map.entry("apache software", "Apache-2.0"),
            Map.entry("apache public 2.0", "Apache-2.0"),
            Map.entry("asl 2.0", "Apache-2.0"),
            Map.entry("asl 1.1", "Apache-1.1"),
            Map.entry("bsd", "BSD-3-Clause"),
            Map.entry("new bsd", "BSD-3-Clause"),
            Map.entry("modified bsd", "BSD-3-Clause"),
            Map.entry("revised bsd", "BSD-3-Clause"),
            Map.entry("bsd new", "BSD-3-Clause"),
            Map.entry("bsd 3-clause", "BSD-3-Clause"),
            Map.entry("bsd 3 clause", "BSD-3-Clause"),
            Map.entry("3-clause bsd", "BSD-3-Clause"),
            Map.entry("bsd-3", "BSD-3-Clause"),
            Map.entry("bsd 2-clause", "BSD-2-Clause"),
            Map.entry("2-clause bsd", "BSD-2-Clause"),
            Map.entry("simplified bsd", "BSD-2-Clause"),
            Map.entry("bsd-2", "BSD-2-Clause"),
            Map.entry("isc", "ISC"),
            Map.entry("iscl", "ISC"),
            Map.entry("gpl", "GPL-1.0-or-later"),
            Map.entry("gplv2", "GPL-2.0-only"),
            Map.entry("gpl v2", "GPL-2.0-only"),
            Map.entry("gpl 2", "GPL-2.0-only"),
            Map.entry("gplv2+", "GPL-2.0-or-later"),
            Map.entry("gpl+", "GPL-1.0-or-later"),
            Map.entry("gplv3", "GPL-3.0-only"),
            Map.entry("gpl v3", "GPL-3.0-only"),
            Map.entry("gpl 3", "GPL-3.0-only"),
            Map.entry("gplv3+", "GPL-3.0-or-later"),
            Map.entry("gnu gpl v3", "GPL-3.0-only"),
            Map.entry("gnu general public", "GPL-1.0-or-later"),
            Map.entry("gnu general public v2 gplv2", "GPL-2.0-only"),
            Map.entry("gnu general public v2 or later gplv2+", "GPL-2.0-or-later"),
            Map.entry("gnu general public v3 gplv3", "GPL-3.0-only"),
            Map.entry("gnu general public v3 or later gplv3+", "GPL-3.0-or-later"),
            Map.entry("gpl2 w/ cpe", "GPL-2.0-only WITH Classpath-exception-2.0"),
            Map.entry("lgpl", "LGPL-2.1-or-later"),
            Map.entry("lgplv2", "LGPL-2.0-only"),
            Map.entry("lgplv2+", "LGPL-2.0-or-later"),
            Map.entry("lgplv2.1", "LGPL-2.1-only"),
            Map.entry("lgpl 2.1", "LGPL-2.1-only"),
            Map.entry("lgplv3", "LGPL-3.0-only"),
            Map.entry("lgplv3+", "LGPL-3.0-or-later"),
            Map.entry("gnu lesser general public", "LGPL-2.1-or-later"),
            Map.entry("gnu library or lesser general public lgpl", "LGPL-2.1-or-later"),
            Map.entry("gnu lesser general public v3 lgplv3", "LGPL-3.0-only"),
            Map.entry("agpl", "AGPL-3.0-only"),
            Map.entry("agplv3", "AGPL-3.0-only"),
            Map.entry("gnu affero general public v3", "AGPL-3.0-only"),
            Map.entry("mpl 1.1", "MPL-1.1"),
            Map.entry("mplv1.1", "MPL-1.1"),
            Map.entry("mpl 2.0", "MPL-2.0"),
            Map.entry("mplv2.0", "MPL-2.0"),
            Map.entry("mozilla public version 2.0", "MPL-2.0"),
            Map.entry("mozilla public 2.0 mpl 2.0", "MPL-2.0"),
            Map.entry("eclipse public 1.0", "EPL-1.0"),
            Map.entry("eclipse public v1.0", "EPL-1.0"),
            Map.entry("eclipse public - v 1.0", "EPL-1.0"),
            Map.entry("epl 1.0", "EPL-1.0"),
            Map.entry("epl 2.0", "EPL-2.0"),
            Map.entry("eclipse public v2.0", "EPL-2.0"),
            Map.entry("eclipse public v. 2.0", "EPL-2.0"),
            Map.entry("eclipse public - v 2.0", "EPL-2.0"),
            Map.entry("eclipse distribution - v 1.0", "BSD-3-Clause"),
            Map.entry("edl 1.0", "BSD-3-Clause"),
            Map.entry("cddl", "CDDL-1.0"),
            Map.entry("cddl 1.0", "CDDL-1.0"),
            Map.entry("psf", "PSF-2.0"),
            Map.entry("python software foundation", "PSF-2.0"),
            Map.entry("zlib/libpng", "Zlib"),
            Map.entry("zlib", "Zlib"),
            Map.entry("unlicense", "Unlicense"),
            Map.entry("wtfpl", "WTFPL"),
            Map.entry("cc0", "CC0-1.0"),
            Map.entry("cc0 1.0", "CC0-1.0"),
            Map.entry("boost", "BSL-1.0"),
            Map.entry("bouncy castle", "MIT"),
            Map.entry("perl", "Artistic-1.0-Perl OR GPL-1.0-or-later"),
            Map.entry("artistic", "Artistic-1.0"),
            Map.entry("openssl", "OpenSSL"),
            Map.entry("postgresql", "PostgreSQL"));

    /** The expression that a declaration stands for; empty when it is none we know. */
    static Optional<String> expression(String declared) {
        return expression(declared, new HashMap<>());
    }

    /** @param known of the parts: each lies in many of the ways to cut a text at its words, and is judged once */
    private static Optional<String> expression(String declared, Map<String, Optional<String>> known) {
        String text = declared.strip();
        if (SpdxExpression.isValid(text)) {
            return Optional.of(text);
        }
        String name = NAMES.getOrDefault(plain(text), "");
        if (!name.isEmpty()) {
            return Optional.of(name);
        }
        Optional<String> listed = SpdxExpression.listed(text);
        if (listed.isPresent()) {
            return listed;
        }
        Optional<String> earlier = known.get(text);
        if (earlier == null) {
            earlier = joined(text, " or ", " OR ", known).or(() -> joined(text, " and ", " AND ", known));
            known.put(text, earlier);
        }
        return earlier;
    }

    /** Fedora's older notation joins names with small words. */
    private static Optional<String> joined(
            String text, String word, String operator, Map<String, Optional<String>> known) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(word);
        if (at <= 0 || text.indexOf('(') >= 0 || text.length() > 200) {
            return Optional.empty();
        }
        Optional<String> left = expression(text.substring(0, at), known);
        Optional<String> right = expression(text.substring(at + word.length()), known);
        return left.isPresent() && right.isPresent()
                ? Optional.of("(" + left.get() + ")" + operator + "(" + right.get() + ")")
                : Optional.empty();
    }

    /** One identifier for one licence: the list's deprecated short ones stand for "only", those with a plus for "later". */
    static String canonical(String given) {
        String id = SpdxExpression.listed(given).orElse(given);
        int with = id.indexOf(" WITH ");
        if (with > 0) {
            return canonical(id.substring(0, with)) + id.substring(with);
        }
        boolean gnu = id.startsWith("GPL-") || id.startsWith("LGPL-") || id.startsWith("AGPL-");
        if (!gnu || id.indexOf('*') >= 0 || id.endsWith("-only") || id.endsWith("-or-later")) {
            return id;
        }
        return id.endsWith("+") ? id.substring(0, id.length() - 1) + "-or-later" : id + "-only";
    }

    private static String plain(String text) {
        String classifier = text.substring(text.lastIndexOf("::") < 0 ? 0 : text.lastIndexOf("::") + 2);
        StringTokenizer words = new StringTokenizer(classifier.toLowerCase(Locale.ROOT), " \t\n\r,()");
        StringBuilder plain = new StringBuilder();
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            switch (word) {
                case "the", "license", "licence", "license.", "licenses" -> {}
                default -> plain.append(plain.isEmpty() ? "" : " ").append(word);
            }
        }
        return plain.toString();
    }
}
