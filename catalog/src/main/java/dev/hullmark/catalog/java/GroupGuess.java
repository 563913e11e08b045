package dev.hullmark.catalog.java;

import dev.hullmark.model.Confidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a jar's group id without a pom: from what its build wrote into the manifest, from {@link GroupRules}, and from
 * the package of its classes. Hints must agree with the file's name; where they do not, there is no answer.
 *
 * @param group the group id
 * @param confidence how sure it is
 */
record GroupGuess(String group, Confidence confidence) {
    /** Names of houses and hosts, too wide to be a group of their own. */
    private static final Set<String> TOO_WIDE = Set.of(
            "com.google",
            "com.sun",
            "com.ibm",
            "com.oracle",
            "com.microsoft",
            "com.github",
            "com.googlecode",
            "io.github",
            "net.sf",
            "net.sourceforge",
            "org.apache",
            "org.codehaus",
            "org.eclipse",
            "org.jboss",
            "org.sourceforge",
            "javax.xml",
            "org.w3c",
            "com.facebook",
            "org.apache.commons",
            "com.amazonaws.services",
            "io.netty.util",
            "com.redhat",
            "org.glassfish",
            "com.thoughtworks",
            "org.springframework",
            "com.netflix",
            "com.alibaba",
            "org.cloudfoundry",
            "com.twitter",
            "org.jetbrains");

    private static final Set<String> NO_FAMILY = Set.of(
            "api", "apache", "client", "common", "commons", "core", "github", "google", "impl", "java", "javax",
            "plugin", "server", "spring", "util", "utils");

    static Optional<GroupGuess> of(String artifact, String version, Manifest manifest, Packages packages) {
        String bare = withoutScala(artifact);
        Optional<GroupGuess> guess = fromTitle(artifact, manifest);
        if (guess.isEmpty()) {
            guess = GroupRules.group(bare, version, packages).map(g -> new GroupGuess(g, Confidence.HIGH));
        }
        List<String> own = packages.own();
        if (guess.isEmpty()) {
            guess = fromVendorId(bare, manifest, own);
        }
        if (guess.isEmpty()) {
            guess = fromSymbolicName(bare, manifest, own);
        }
        // A name of a known family over other classes is somebody else's jar, and nothing to build on.
        return guess.isEmpty() && !GroupRules.knows(bare) ? fromPackage(bare, manifest, own) : guess;
    }

    /** {@code group#artifact;version}, as some Gradle builds write the title. */
    private static Optional<GroupGuess> fromTitle(String artifact, Manifest manifest) {
        String title = manifest.get("Implementation-Title");
        int hash = title.indexOf('#');
        int semicolon = title.indexOf(';', hash + 1);
        return hash > 0 && semicolon > 0 && title.substring(hash + 1, semicolon).equals(artifact)
                ? sure(title.substring(0, hash))
                : Optional.empty();
    }

    /** The vendor id is the group in jars of sbt, older Maven and Gradle builds, and something else in others. */
    private static Optional<GroupGuess> fromVendorId(String artifact, Manifest manifest, List<String> own) {
        String vendor = manifest.get("Implementation-Vendor-Id");
        if (!isGroup(vendor)) {
            return Optional.empty();
        }
        boolean titled = plain(manifest.get("Implementation-Title")).equals(plain(artifact));
        return titled || Packages.isBelow(String.join(".", own), vendor) ? sure(vendor) : Optional.empty();
    }

    /** Bundles are mostly named {@code group.artifact}. */
    private static Optional<GroupGuess> fromSymbolicName(String artifact, Manifest manifest, List<String> own) {
        String symbolic = manifest.symbolicName();
        if (!symbolic.endsWith("." + artifact)) {
            return Optional.empty();
        }
        String group = symbolic.substring(0, symbolic.length() - artifact.length() - 1);
        String ownName = String.join(".", own);
        if (isGroup(group) && (artifact.indexOf('-') > 0 || !Packages.isBelow(ownName, symbolic))) {
            return sure(group);
        }
        return !isGroup(group) && isGroup(symbolic) && Packages.isBelow(ownName, symbolic)
                ? Optional.of(new GroupGuess(symbolic, Confidence.MEDIUM))
                : Optional.empty();
    }

    private static Optional<GroupGuess> fromPackage(String artifact, Manifest manifest, List<String> own) {
        if (own.size() < 2) {
            return Optional.empty();
        }
        String lower = artifact.toLowerCase(Locale.ROOT);
        StringBuilder group = new StringBuilder(own.getFirst());
        for (int i = 1; i < own.size(); i++) {
            String part = own.get(i);
            group.append('.').append(part);
            if (!isGroup(group.toString()) || NO_FAMILY.contains(part)) {
                continue;
            }
            if (lower.startsWith(part)
                    && lower.length() > part.length()
                    && !Character.isLetter(lower.charAt(part.length()))) {
                return maybe(group, Confidence.MEDIUM); // org.apache.kafka and kafka-clients
            }
            if (plain(artifact).equals(plain(part))) {
                // org.testng and testng, org.apache.ivy and ivy; but com.lmax.disruptor may be of com.lmax
                return i == 1 || !isGroup(String.join(".", own.subList(0, i)))
                        ? maybe(group, Confidence.MEDIUM)
                        : Optional.empty();
            }
        }
        String name = group.toString();
        if (own.size() == 3 && name.startsWith("org.apache.") && plain(artifact).contains(own.get(2))) {
            return maybe(group, Confidence.MEDIUM); // org.apache.thrift and libthrift
        }
        return own.size() == 2 && isGroup(name) && agrees(manifest, name)
                ? Optional.of(new GroupGuess(name, Confidence.LOW))
                : Optional.empty();
    }

    /** No bundle or module name of this jar speaks against the group. */
    private static boolean agrees(Manifest manifest, String group) {
        String symbolic = manifest.symbolicName();
        String module = manifest.get("Automatic-Module-Name");
        return (symbolic.indexOf('.') < 0 || Packages.isBelow(symbolic, group))
                && (module.indexOf('.') < 0 || Packages.isBelow(module, group));
    }

    private static Optional<GroupGuess> sure(String group) {
        return Optional.of(new GroupGuess(group, Confidence.HIGH));
    }

    private static Optional<GroupGuess> maybe(CharSequence group, Confidence confidence) {
        return Optional.of(new GroupGuess(group.toString(), confidence));
    }

    private static boolean isGroup(String text) {
        return text.indexOf('.') > 0 && Coordinates.isId(text) && !TOO_WIDE.contains(text);
    }

    /** Only letters and digits, in lower case. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    /** {@code kafka_2.13} without the Scala version. */
    static String withoutScala(String artifact) {
        int line = artifact.lastIndexOf('_');
        if (line <= 0 || line + 1 == artifact.length()) {
            return artifact;
        }
        String suffix = artifact.substring(line + 1);
        return suffix.equals("3") || (suffix.startsWith("2.") && suffix.length() <= 7)
                ? artifact.substring(0, line)
                : artifact;
    }
}
