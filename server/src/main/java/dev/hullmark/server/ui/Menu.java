package dev.hullmark.server.ui;

import dev.hullmark.store.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The sections, in their order, as far as somebody may see them. */
final class Menu {
    private Menu() {}

    static List<Shell.Section> of(Tokens.Role role) {
        List<Shell.Section> sections = new ArrayList<>(List.of(
                new Shell.Section("/", "Overview", "speedometer2"),
                new Shell.Section("/images", "Images", "box-seam"),
                new Shell.Section("/vulnerabilities", "Findings", "bug"),
                new Shell.Section("/containers", "Containers", "boxes"),
                new Shell.Section("/hosts", "Hosts", "hdd-rack"),
                new Shell.Section("/policies", "Policies", "shield-check"),
                new Shell.Section("/promotions", "Promotions", "box-arrow-up-right"),
                new Shell.Section("/waivers", "Waivers", "file-earmark-lock"),
                new Shell.Section("/advisories", "Advisories", "journal-text"),
                new Shell.Section("/jobs", "Jobs", "list-task")));
        if (role == Tokens.Role.ADMIN) {
            sections.add(new Shell.Section("/channels", "Notifications", "bell"));
            sections.add(new Shell.Section("/tokens", "Tokens", "key"));
            sections.add(new Shell.Section("/users", "Users", "people"));
            sections.add(new Shell.Section("/audit", "Audit", "clock-history"));
        }
        return sections;
    }
}
