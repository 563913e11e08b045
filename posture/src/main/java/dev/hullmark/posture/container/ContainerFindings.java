package dev.hullmark.posture.container;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A look in the one currency: what is wrong as findings, each about one container, everything else as coverage. */
public final class ContainerFindings {
    /** Items of section 5 that no program can see in a container. */
    private static final List<String> MANUAL = List.of("5.23", "5.24");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Standings> rules = new LinkedHashMap<>();
    private final List<Coverage> others = new ArrayList<>();
    private final Set<String> unseen = new HashSet<>();
    private final Set<String> left;

    private ContainerFindings(ContainerReader.Look look) {
        left = look.left();
    }

    public static ContainerFindings of(ContainerReader.Look look) {
        ContainerFindings all = new ContainerFindings(look);
        Map<String, List<String>> byCategory = new LinkedHashMap<>();
        List<String> onBridge = new ArrayList<>();
        for (ContainerReader.Seen seen : look.seen()) {
            byCategory
                    .computeIfAbsent(LiveRules.categories(seen.container()), c -> new ArrayList<>())
                    .add(seen.container().name());
            if (ContainerRules.onDefaultBridge(seen.container())) {
                onBridge.add(seen.container().name());
            }
        }
        for (ContainerReader.Seen seen : look.seen()) {
            ContainerFacts container = seen.container();
            for (String id : ContainerRules.ids()) {
                all.add(container, CisDocker.rule(id), ContainerRules.judge(id, container, look.around()));
            }
            String category = LiveRules.categories(container);
            List<String> same = category.isEmpty() ? List.of() : byCategory.getOrDefault(category, List.of());
            LiveRules.Looked whole = new LiveRules.Looked(
                    container, seen.live(), others(same, container.name()), others(onBridge, container.name()));
            for (Rule rule : LiveRules.rules()) {
                all.add(container, rule, LiveRules.judge(rule, whole, look.around()));
            }
            if (!seen.live().gaps().isEmpty()) {
                all.others.add(Coverage.partial(
                        "container:" + container.name(),
                        String.join("; ", seen.live().gaps())));
            }
        }
        if (!look.seen().isEmpty()) {
            for (String id : MANUAL) {
                String what = "rule:" + CisDocker.rule(id).id();
                all.others.add(new Coverage(what, Coverage.Status.MANUAL, "only a person can judge it"));
            }
        }
        look.notSeen().forEach(sentence -> all.others.add(Coverage.partial("engine", sentence)));
        all.findings.sort(ReportOrder.MOST_URGENT_FIRST);
        return all;
    }

    private static List<String> others(List<String> names, String own) {
        return names.stream().filter(name -> !name.equals(own)).toList();
    }

    /** Most urgent first. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** By rule the worst that any container came to, then by container and of the engine what was not seen. */
    public List<Coverage> coverage() {
        List<Coverage> all = new ArrayList<>();
        rules.forEach((rule, standings) -> all.add(standings.coverage(rule)));
        all.addAll(others);
        return all;
    }

    /** Whether a rule could not be judged of a container this time, or it could not be looked at though it runs. */
    boolean unseen(String container, String rule) {
        return unseen.contains(container + " " + rule) || left.contains(container);
    }

    private void add(ContainerFacts container, Rule rule, Judgement judged) {
        Coverage.Status status =
                switch (judged.standing()) {
                    case FAIL, PASS -> Coverage.Status.COMPLETE;
                    case NOT_APPLICABLE -> Coverage.Status.NOT_APPLICABLE;
                    case UNKNOWN -> Coverage.Status.PARTIAL;
                    case INFO, MANUAL -> Coverage.Status.MANUAL;
                };
        rules.computeIfAbsent("rule:" + rule.id(), r -> new Standings())
                .add(status, judged.standing() == Standing.FAIL ? "" : judged.detail(), container.name());
        if (judged.standing() == Standing.UNKNOWN) {
            unseen.add(container.name() + " " + rule.id());
        }
        if (judged.standing() == Standing.FAIL) {
            if (judged.items().isEmpty()) {
                findings.add(finding(container, rule, judged.detail(), ""));
            }
            merged(judged.items()).forEach((name, item) -> findings.add(finding(container, rule, item, name)));
        }
    }

    /** Items by what tells them from others, in the next look too: without the numbers and places behind it. */
    private static Map<String, String> merged(List<String> items) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (String item : items) {
            int blank = item.indexOf(" (");
            String name = blank < 0 ? item : item.substring(0, blank);
            merged.merge(name, item, (a, b) -> a + b.substring(name.length()));
        }
        return merged;
    }

    private static Finding finding(ContainerFacts container, Rule rule, String said, String item) {
        return new Finding(
                Finding.keyOf(rule.kind(), rule.id(), container.name(), item),
                rule.id(),
                rule.kind(),
                rule.severity(),
                rule.title() + ": " + container.name() + (said.isEmpty() ? "" : ", " + said),
                Optional.of(new Subject("container", container.name(), container.imageId(), container.image())),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                rule.remediation() + " (" + rule.sources().getFirst() + ")",
                Optional.empty());
    }
}
