package dev.hullmark.posture.container;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
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
    private final Map<String, Coverage> coverage = new LinkedHashMap<>();

    private final Set<String> containers = new HashSet<>();
    private final Set<String> unseen = new HashSet<>();
    private final List<String> engineGaps;

    private ContainerFindings(ContainerReader.Look look) {
        engineGaps = look.notSeen();
        look.seen().forEach(seen -> containers.add(seen.container().name()));
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
                String what = "container:" + container.name();
                all.coverage.put(
                        what,
                        Coverage.partial(what, String.join("; ", seen.live().gaps())));
            }
        }
        if (!look.seen().isEmpty()) {
            for (String id : MANUAL) {
                String what = "rule:" + CisDocker.rule(id).id();
                all.coverage.put(what, new Coverage(what, Coverage.Status.MANUAL, "only a person can judge it"));
            }
        }
        int number = 0;
        for (String sentence : look.notSeen()) {
            all.coverage.put("engine" + number++, Coverage.partial("engine", sentence));
        }
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
        return List.copyOf(coverage.values());
    }

    /** Whether a rule could not be judged of a container this time, or the engine told not of all. */
    boolean unseen(String container, String rule) {
        return unseen.contains(container + " " + rule) || (!engineGaps.isEmpty() && !containers.contains(container));
    }

    private void add(ContainerFacts container, Rule rule, Judgement judged) {
        switch (judged.standing()) {
            case FAIL -> {
                if (judged.items().isEmpty()) {
                    findings.add(finding(container, rule, judged.detail(), ""));
                }
                judged.items().forEach(item -> findings.add(finding(container, rule, item, name(item))));
                cover(rule, Coverage.complete(what(rule)));
            }
            case PASS -> cover(rule, Coverage.complete(what(rule)));
            case NOT_APPLICABLE ->
                cover(rule, new Coverage(what(rule), Coverage.Status.NOT_APPLICABLE, judged.detail()));
            case UNKNOWN -> {
                unseen.add(container.name() + " " + rule.id());
                cover(rule, Coverage.partial(what(rule), container.name() + ": " + judged.detail()));
            }
            case INFO, MANUAL ->
                cover(
                        rule,
                        new Coverage(what(rule), Coverage.Status.MANUAL, container.name() + ": " + judged.detail()));
        }
    }

    /** What is not known of one container is not known; what does not apply to one may apply to another. */
    private void cover(Rule rule, Coverage one) {
        coverage.merge(what(rule), one, (a, b) -> rank(b.status()) > rank(a.status()) ? b : a);
    }

    private static int rank(Coverage.Status status) {
        return switch (status) {
            case NOT_APPLICABLE -> 0;
            case COMPLETE -> 1;
            case MANUAL -> 2;
            case PARTIAL -> 3;
            case NONE -> 4;
        };
    }

    private static String what(Rule rule) {
        return "rule:" + rule.id();
    }

    /** What tells an item from others, in the next look too: without the numbers behind it. */
    private static String name(String item) {
        int blank = item.indexOf(" (");
        return blank < 0 ? item : item.substring(0, blank);
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
