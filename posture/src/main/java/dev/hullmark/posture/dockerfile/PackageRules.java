package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.NEGLIGIBLE;

import dev.hullmark.posture.dockerfile.Instruction.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What package managers install, and what they leave behind. */
final class PackageRules {
    private PackageRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "update-alone",
                    HARDENING,
                    LOW,
                    "package lists are updated in a step of their own: the cache keeps them old",
                    "Update and install in one RUN",
                    "CIS Docker 1.6.0, 4.7",
                    PackageRules::updateAlone),
            Check.of(
                    "package-lists-left",
                    HARDENING,
                    NEGLIGIBLE,
                    "package lists or caches are left in the layer",
                    "End the same RUN with rm -rf /var/lib/apt/lists/*, dnf clean all or zypper clean; use apk add"
                            + " --no-cache",
                    "CIS Docker 1.6.0, 4.3; hadolint DL3009; hadolint DL3019; hadolint DL3040",
                    (build, hits) -> {
                        left(build, hits, "apt", "/var/lib/apt", "apt's package lists are left in the layer");
                        left(build, hits, "apk", "/apk", "apk's package index is left in the layer");
                        left(build, hits, "yum", "/var/cache", "the cache of yum or dnf is left in the layer");
                        left(build, hits, "zypper", "/var/cache/zypp", "zypper's cache is left in the layer");
                    }),
            Check.of(
                    "pip-cache-left",
                    HARDENING,
                    LOW,
                    "pip's cache is left in the layer",
                    "Use pip install --no-cache-dir, or ENV PIP_NO_CACHE_DIR=1",
                    "hadolint DL3042",
                    (build, hits) -> left(build, hits, "pip", "/.cache", "pip's cache is left in the layer")),
            Check.of(
                    "apt-recommends",
                    HARDENING,
                    LOW,
                    "apt-get also installs what packages only recommend",
                    "Use apt-get install --no-install-recommends",
                    "CIS Docker 1.6.0, 4.3; hadolint DL3015",
                    PackageRules::recommends),
            Check.of(
                    "install-asks",
                    HARDENING,
                    LOW,
                    "the package manager asks a question that nobody answers: the build fails",
                    "Add -y",
                    "hadolint DL3014; hadolint DL3030",
                    PackageRules::asks),
            Check.of(
                    "dist-upgrade",
                    HARDENING,
                    LOW,
                    "the whole distribution is upgraded: two builds are not alike",
                    "Use a newer base, and upgrade single packages where a fix is missing in it",
                    "hadolint DL3005",
                    PackageRules::upgrade),
            Check.of(
                    "debug-tools",
                    HARDENING,
                    LOW,
                    "tools are installed that help an intruder more than the program",
                    "Leave them out; docker debug or an ephemeral container brings them when they are needed",
                    "CIS Docker 1.6.0, 4.3",
                    PackageRules::debugTools),
            Check.of(
                    "compiler-present",
                    HARDENING,
                    LOW,
                    "compilers stay in the image",
                    "Build in a stage of its own and copy the result, or remove them in the same RUN",
                    "CIS Docker 1.6.0, 4.3",
                    Compilers::judge),
            Check.of(
                    "apt-for-people",
                    HARDENING,
                    NEGLIGIBLE,
                    "apt is made for people: what it says and does may change",
                    "Use apt-get or apt-cache",
                    "hadolint DL3027; apt(8)",
                    (build, hits) -> build.commands(c -> {
                        if (c.name().equals("apt")
                                && PackageTool.of(c)
                                        .filter(t -> !t.verb().isEmpty())
                                        .isPresent()) {
                            hits.add(c.line(), "apt is made for people; use apt-get");
                        }
                    })),
            Check.of(
                    "unpinned-package",
                    HARDENING,
                    NEGLIGIBLE,
                    "a package of a language comes in whatever version is new today",
                    "Name the version, or install from a lock file",
                    "hadolint DL3013; hadolint DL3016; hadolint DL3028",
                    PackageRules::unpinned));

    private static final Set<String> DEBUG = Set.of(
            "telnet",
            "netcat",
            "netcat-openbsd",
            "netcat-traditional",
            "ncat",
            "nmap",
            "nmap-ncat",
            "tcpdump",
            "strace",
            "ltrace",
            "gdb",
            "socat",
            "vim",
            "vim-tiny",
            "nano",
            "emacs",
            "inetutils-telnet",
            "wireshark",
            "tshark",
            "hping3",
            "dsniff",
            "aircrack-ng",
            "rsh-client",
            "tftp",
            "ftp");

    private static void tools(Run run, BiConsumer<Command, PackageTool> to) {
        run.script().commands().forEach(c -> PackageTool.of(c).ifPresent(tool -> to.accept(c, tool)));
    }

    private static void updateAlone(Build build, Hits hits) {
        build.runs((stage, run) -> {
            List<Command> commands = run.script().commands();
            boolean mounted = Caches.of(run).stream()
                    .anyMatch(target -> target.startsWith("/var/lib/apt") || target.contains("/apk"));
            if (mounted || commands.stream().anyMatch(PackageRules::unknownScript)) {
                return;
            }
            Set<String> used = new HashSet<>();
            tools(run, (c, tool) -> {
                if (!tool.refreshes()
                        && !Set.of("clean", "autoclean", "autoremove").contains(tool.verb())) {
                    used.add(tool.family());
                }
            });
            tools(run, (c, tool) -> {
                if (tool.refreshes() && !used.contains(tool.family())) {
                    hits.add(
                            c.line(),
                            "'" + c.name() + " " + c.verb() + "' in a step of its own: the cache keeps its lists old");
                }
            });
        });
    }

    /** What a script does is not seen: it may install. */
    private static boolean unknownScript(Command c) {
        boolean shellWithFile =
                Shells.file(c).filter(file -> Shells.is(c) && !file.isEmpty()).isPresent();
        return shellWithFile
                || c.name().endsWith(".sh")
                || Set.of("rosdep", "mk-build-deps", "gdebi", "tasksel").contains(c.name())
                // As of playwright.
                || c.mentions("install-deps")
                || c.words().stream().anyMatch(w -> w.startsWith("./") || w.startsWith("$"));
    }

    private static void left(Build build, Hits hits, String family, String cache, String says) {
        build.shippedRuns(run -> {
            boolean mounted = Caches.of(run).stream()
                    .anyMatch(target -> target.contains(cache) || (family.equals("pip") && target.contains("pip")));
            if (!mounted) {
                Caches.left(run, family, build).ifPresent(c -> hits.add(c.line(), says));
            }
        });
    }

    private static void recommends(Build build, Hits hits) {
        if (Caches.noRecommends(build)) {
            return;
        }
        build.shippedRuns(run -> tools(run, (c, tool) -> {
            boolean said = c.has("--no-install-recommends")
                    || c.mentions("Install-Recommends=")
                    || c.mentions("install-recommends=")
                    || c.hasShort('R');
            if (tool.family().equals("apt")
                    && tool.installs()
                    && !said
                    && !tool.names().isEmpty()) {
                hits.add(c.line(), "'" + c.name() + " install' without --no-install-recommends");
            }
        }));
    }

    private static void asks(Build build, Hits hits) {
        if (Caches.aptAssumesYes(build)) {
            return;
        }
        build.runs((stage, run) -> run.script().pipelines().forEach(pipeline -> {
            boolean answered = pipeline.commands().getFirst().name().equals("yes")
                    || pipeline.commands().getFirst().name().equals("echo");
            for (Command c : pipeline.commands()) {
                PackageTool.of(c)
                        .filter(tool -> Set.of("apt", "yum", "zypper").contains(tool.family())
                                && (tool.installs() || tool.upgrades() || tool.removes()))
                        // Which does not ask.
                        .filter(tool -> !c.name().equals("microdnf"))
                        .filter(tool -> !answered && !tool.assumesYes())
                        .ifPresent(tool -> hits.add(
                                c.line(),
                                "'" + c.name() + " " + tool.verb()
                                        + "' without -y asks a question that nobody answers"));
            }
        }));
    }

    private static void upgrade(Build build, Hits hits) {
        build.shippedRuns(run -> tools(run, (c, tool) -> {
            boolean whole = tool.upgrades()
                    && tool.names().isEmpty()
                    && Set.of("apt", "yum", "zypper").contains(tool.family());
            boolean release = whole
                    && Set.of("dist-upgrade", "full-upgrade", "dup", "distro-sync")
                            .contains(tool.verb());
            if (whole) {
                hits.add(
                        c.line(),
                        release ? LOW : NEGLIGIBLE,
                        "'" + c.name() + " " + tool.verb() + "': two builds are not alike");
            }
        }));
    }

    private static void debugTools(Build build, Hits hits) {
        build.shippedInstalls((c, name) -> {
            if (DEBUG.contains(name)) {
                hits.add(c.line(), name + " is installed: it helps an intruder more than the program");
            }
        });
    }

    private static void unpinned(Build build, Hits hits) {
        build.shippedRuns(run -> tools(run, (c, tool) -> {
            if (tool.installs() && Pins.judged(tool)) {
                tool.names().stream()
                        .filter(name -> !Pins.pinned(tool.family(), name))
                        .findFirst()
                        .ifPresent(name -> hits.add(
                                c.line(),
                                c.name() + " installs " + Text.quoted(name) + " in whatever version is new today"));
            }
        }));
    }
}
