package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Purl;
import dev.hullmark.model.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a report says in the terms of VEX, whatever the format: what is waived does not affect, all else does. */
final class VexSaid {
    private VexSaid() {}

    /** What a reason begins with that came from a VEX document. */
    static final String NOT_AFFECTED = "not affected: ";

    /** Whose ids each name one vulnerability. */
    private static final List<String> SINGLE = List.of("GHSA-", "GO-", "PYSEC-", "RUSTSEC-", "MAL-");

    /**
     * What is said alike of several packages.
     *
     * @param words the waiver's reason, or what to do
     * @param fixable whether there is a version without it
     */
    record Statement(String id, List<String> aliases, VexStatus status, String words, boolean fixable) {}

    static Map<Statement, Set<String>> statements(List<Finding> findings) {
        Map<Statement, Set<String>> statements = new LinkedHashMap<>();
        for (Finding f : findings) {
            if ((f.kind() == Kind.VULNERABILITY || f.kind() == Kind.MALWARE)
                    && f.pkg().isPresent()) {
                statements
                        .computeIfAbsent(statement(f), s -> new LinkedHashSet<>())
                        .add(f.pkg().get().purl());
            }
        }
        return statements;
    }

    private static Statement statement(Finding f) {
        Set<String> aliases = new LinkedHashSet<>();
        f.advisory().ifPresent(a -> {
            if (names(a.source(), f.id())) {
                aliases.add(a.source());
            }
            aliases.addAll(a.aliases());
        });
        aliases.remove(f.id());
        List<String> others = List.copyOf(aliases);
        if (f.waived().isEmpty()) {
            String action = f.remediation().isEmpty() ? "no fix yet" : f.remediation();
            return new Statement(
                    f.id(), others, VexStatus.AFFECTED, action, !f.fixedIn().isEmpty());
        }
        String reason = reason(f.waived().get());
        boolean fixed = reason.equals("fixed") || reason.startsWith("fixed: ");
        return new Statement(f.id(), others, fixed ? VexStatus.FIXED : VexStatus.NOT_AFFECTED, reason, false);
    }

    /** Whether an advisory's id is another name of the vulnerability; an erratum's is not, for it tells of several. */
    private static boolean names(String source, String id) {
        for (String issuer : SINGLE) {
            if (source.startsWith(issuer)) {
                return true;
            }
        }
        return source.endsWith("-" + id);
    }

    private static String reason(Waived waived) {
        String until = waived.expires().isEmpty() ? "" : " until " + waived.expires();
        String by = waived.author().isEmpty() ? "" : " (" + waived.author() + until + ")";
        return waived.reason() + by;
    }

    /** The image's package-url; "" for what is no image: then the packages themselves are the products. */
    static String image(Subject subject) {
        ImageName name = ImageName.of(subject);
        if (name.host().isEmpty()
                && !(subject.kind().equals("image") && subject.digest().startsWith("sha256:"))) {
            return "";
        }
        Map<String, String> qualifiers = new TreeMap<>();
        String shortName;
        if (name.host().isEmpty()) {
            String file = subject.name().substring(subject.name().lastIndexOf('/') + 1);
            shortName = file.isEmpty() ? "image" : file;
        } else {
            shortName = name.shortName();
            qualifiers.put("repository_url", name.repository());
            if (!name.tag().isEmpty()) {
                qualifiers.put("tag", name.tag());
            }
        }
        return new Purl("oci", "", shortName, subject.digest(), qualifiers, "").canonical();
    }

    static String sha256(List<String> parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
