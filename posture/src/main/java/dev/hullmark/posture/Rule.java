package dev.hullmark.posture;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.List;

/**
 * One check by its id.
 *
 * @param id short and stable, as findings, waivers and {@code rule:ID} in coverage have it
 * @param kind what sort of finding it makes
 * @param severity of what it finds, unless the evidence says better
 * @param title what is wrong where it finds something, one line
 * @param remediation what to do, one line
 * @param sources who asks for it: {@code CIS Docker 1.6.0, 4.1}, or a page's address
 */
public record Rule(
        String id, Finding.Kind kind, Severity severity, String title, String remediation, List<String> sources) {
    public Rule {
        sources = List.copyOf(sources);
    }
}
