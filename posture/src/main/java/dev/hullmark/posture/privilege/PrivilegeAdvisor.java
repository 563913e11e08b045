package dev.hullmark.posture.privilege;

import dev.hullmark.model.Account;
import dev.hullmark.model.Facts;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.model.RunSettings;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.posture.Capabilities;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells whether an image needs root, why, and the least that has to change. Pure over an inventory: it says what the files
 * and the configuration show; what a program does when it runs, only running it shows.
 */
public final class PrivilegeAdvisor {
    /** Belongs to nobody else, and is no system account's. */
    private static final long SPARE_ID = 10_001;

    private static final int FIRST_FREE_PORT = 1024;
    private static final int FIRST_OF_PEOPLE = 1000;
    private static final int NOBODY = 65_534;
    private static final String LOGS = "/var/log/";

    private final Inventory inventory;
    private final ImageConfig config;
    private final EntryPoint entry;
    private final EffectiveUser user;
    private final List<Reason> seen;
    private final Optional<Shown> shown;
    private final List<String> lowPorts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private PrivilegeAdvisor(
            Inventory inventory, ImageConfig config, EffectiveUser user, List<Reason> seen, Optional<Shown> shown) {
        this.inventory = inventory;
        this.config = config;
        this.entry = EntryPoint.of(inventory, config);
        this.user = user;
        this.seen = seen;
        this.shown = shown;
    }

    /** Empty when it is no image, or one of Windows. */
    public static Optional<PrivilegeAdvice> advise(Inventory inventory) {
        return advise(inventory, EffectiveUser.of(inventory), List.of(), Optional.empty());
    }

    /**
     * The same, where more is known than an image tells.
     *
     * @param user who it runs as
     * @param seen reasons for root besides those of the image
     * @param shown what came of the advice when it was tried
     */
    public static Optional<PrivilegeAdvice> advise(
            Inventory inventory, EffectiveUser user, List<Reason> seen, Optional<Shown> shown) {
        return inventory
                .config()
                .filter(config -> !config.os().equals("windows"))
                .map(config -> new PrivilegeAdvisor(inventory, config, user, seen, shown).advise());
    }

    private PrivilegeAdvice advise() {
        for (String exposed : config.exposedPorts()) {
            int port = Ports.number(exposed);
            if (port > 0 && port < FIRST_FREE_PORT) {
                lowPorts.add(port + (exposed.endsWith("/udp") ? "/udp" : "/tcp"));
            }
        }
        List<Reason> ofImage = Reasons.of(inventory, entry, user, lowPorts);
        List<Reason> reasons = new ArrayList<>(ofImage);
        reasons.addAll(seen);
        lowPortsShown().ifPresent(reasons::add);
        Set<String> volumes = volumes();
        Set<String> data = data(volumes);
        // What a container was given, its program need not want: the advice goes without.
        RunSettings settings = shown.map(Shown::settings).orElseGet(() -> settings(ofImage, volumes, data));
        warn(volumes, data);
        List<String> dockerfile = new DockerfilePatch(inventory, user, settings, volumes, warnings).lines(reasons);
        List<Verdict> verdicts = new ArrayList<>();
        Judge judge = new Judge(user, reasons, settings, shown.map(Shown::broke).orElse(""));
        for (Runtime runtime : Runtime.values()) {
            verdicts.add(judge.of(runtime));
        }
        return new PrivilegeAdvice(
                user,
                verdicts,
                reasons,
                settings,
                lowPorts,
                List.copyOf(volumes),
                List.copyOf(data),
                warnings,
                dockerfile);
    }

    /** What it listens on and does not say; of a running container that is told already. */
    private Optional<Reason> lowPortsShown() {
        List<String> more = new ArrayList<>(shown.map(Shown::lowPorts).orElse(List.of()));
        more.removeAll(lowPorts);
        if (more.isEmpty() || seen.stream().anyMatch(r -> r.kind() == Reason.Kind.LOW_PORT)) {
            return Optional.empty();
        }
        lowPorts.addAll(more);
        return Optional.of(Reasons.lowPorts("run, it listens on ", more, Reasons.bindsByCapability(inventory, entry)));
    }

    private RunSettings settings(List<Reason> reasons, Set<String> volumes, Set<String> data) {
        Set<String> capabilities = new TreeSet<>();
        boolean kernel = reasons.stream().anyMatch(r -> r.kind() == Reason.Kind.KERNEL && r.blocks());
        if (kernel) {
            for (String name : entry.names()) {
                Optional.ofNullable(Servers.KERNEL.get(name)).ifPresent(capabilities::add);
            }
        }
        // Linux starts no program whose file demands capabilities that the container lacks.
        boolean byFile = false;
        for (SpecialFile file : inventory.facts().specialFiles()) {
            if (file.capabilities() != 0 && entry.starts(file.evidence())) {
                byFile = true;
                for (String name : Capabilities.names(file.capabilities())) {
                    capabilities.add(name.substring("CAP_".length()));
                }
            }
        }
        Set<String> writable = new TreeSet<>(volumes);
        writable.addAll(data);
        writable.add("/tmp");
        Scratch scratch = new Scratch(inventory);
        boolean logsToOutput = logsToOutput();
        for (String name : entry.names()) {
            Servers.writes(name).stream()
                    .filter(path -> !logsToOutput || !path.startsWith(LOGS))
                    .forEach(path -> writable.addAll(scratch.of(path)));
        }
        String runAs = kernel && !byFile ? "" : runAs();
        return new RunSettings(runAs, List.copyOf(capabilities), !byFile, true, false, List.copyOf(writable));
    }

    /** Whether the build turned log files into links to the container's output, which a mount over them would hide. */
    private boolean logsToOutput() {
        return config.history().stream()
                .map(ImageConfig.Step::createdBy)
                .anyMatch(step -> step.contains("/dev/stdout") || step.contains("/dev/stderr"));
    }

    /** Where its servers keep data, unless that is on a volume already. */
    private Set<String> data(Set<String> volumes) {
        Set<String> data = new TreeSet<>();
        for (String name : entry.names()) {
            for (String path : Servers.data(name)) {
                if (volumes.stream().noneMatch(v -> (path + "/").startsWith(v + "/") || v.startsWith(path + "/"))) {
                    data.add(path);
                }
            }
        }
        return data;
    }

    private String runAs() {
        if (user.status() == EffectiveUser.Status.USER) {
            boolean groupSaid = user.written().contains(":");
            return numbers(user.uid(), user.gid(), groupSaid);
        }
        // Whom the image itself changes to has the group that the image wants, also root's.
        return workers()
                .map(account -> numbers(account.uid(), account.gid(), false))
                .or(() -> own().or(this::person)
                        .map(account -> account.gid() == 0
                                ? account.uid() + ":" + account.uid()
                                : numbers(account.uid(), account.gid(), false)))
                .orElse(SPARE_ID + ":" + SPARE_ID);
    }

    /** A uid alone keeps the groups that {@code /etc/group} gives to its account; a group that is said takes them away. */
    private String numbers(long uid, long gid, boolean groupSaid) {
        boolean known = inventory.facts().accounts().stream()
                .filter(a -> a.uid() == uid)
                .findFirst()
                .filter(a -> a.gid() == gid)
                .isPresent();
        return known && !groupSaid ? Long.toString(uid) : uid + ":" + gid;
    }

    /** The account that the image itself changes to. */
    private Optional<Account> workers() {
        for (Program program : inventory.facts().programs()) {
            boolean asked =
                    switch (program.kind()) {
                        case DROPS, DROPS_IF_ROOT -> entry.starts(program.evidence());
                        case WORKERS ->
                            entry.names().stream()
                                    .anyMatch(n -> Servers.master(n).equals(program.name()));
                        case INSTALLED, PASSES_ON, SCRATCH_FILE, SCRATCH_DIRECTORY -> false;
                    };
            Optional<Account> account = account(program.user().split(":", 2)[0]);
            if (asked && account.isPresent()) {
                return account;
            }
        }
        return Optional.empty();
    }

    /** The account that a server's package made for it: what it writes belongs to that one. */
    private Optional<Account> own() {
        return entry.names().stream()
                .flatMap(program -> Servers.accounts(program).stream())
                .flatMap(name -> account(name).stream())
                .findFirst();
    }

    private Optional<Account> account(String name) {
        return inventory.facts().accounts().stream()
                .filter(a -> a.name().equals(name) && a.uid() != 0)
                .findFirst();
    }

    /** The only account made for people or services, if there is one. */
    private Optional<Account> person() {
        List<Account> all = inventory.facts().accounts().stream()
                .filter(a -> a.uid() >= FIRST_OF_PEOPLE && a.uid() < NOBODY)
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private Set<String> volumes() {
        Set<String> volumes = new TreeSet<>();
        for (String volume : config.volumes()) {
            String path = Quoted.normalized(volume);
            if (Quoted.isPath(volume) && !path.equals("/")) {
                volumes.add(path);
            } else {
                warnings.add("a volume's path can't be written on a command line and is left out: " + volume);
            }
        }
        return volumes;
    }

    private void warn(Set<String> volumes, Set<String> data) {
        if (shown.filter(s -> !s.broke().isEmpty() && !s.settings().user().isEmpty())
                .isPresent()) {
            warnings.add("these settings were tried and break it: take none of them as they are");
        }
        for (String path : data) {
            warnings.add(path + " is where it keeps its data: a volume with a name lasts");
        }
        if (!inventory.catalogers().containsKey(Facts.PROGRAMS)) {
            warnings.add("nobody read the entry points of this inventory: scan the image again for what they do");
        }
        if (user.status() == EffectiveUser.Status.USER && !user.numeric()) {
            warnings.add("Kubernetes' runAsNonRoot refuses the name '" + user.written() + "': write the number, "
                    + user.uid() + ", in USER or runAsUser");
        }
        if (user.status() == EffectiveUser.Status.USER) {
            for (Program program : inventory.facts().programs()) {
                if (program.kind() == Program.Kind.DROPS && entry.starts(program.evidence())) {
                    warnings.add("the entry point calls " + program.name() + ", which fails for anybody but root");
                }
            }
        }
        for (SpecialFile file : inventory.facts().specialFiles()) {
            if (file.capabilities() != 0 && !entry.starts(file.evidence())) {
                warnings.add(
                        file.evidence().path() + " has file capabilities: without them in the container it does not"
                                + " start, if the service calls it");
            }
        }
        if (!volumes.isEmpty() && user.status() == EffectiveUser.Status.ROOT) {
            warnings.add("what root wrote to volumes that exist already must be given to the new user (chown)");
        }
        warnings.add("writable paths are those that the image's files tell of; a program may want others");
    }
}
