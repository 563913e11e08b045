package dev.hullmark.sbom;

import dev.hullmark.model.Account;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.LayerInfo;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The accounts and groups of an inventory in our own JSON; each list is left out when it is empty. */
final class AccountsJson {
    private AccountsJson() {}

    static void write(JsonGenerator json, Facts facts, List<LayerInfo> layers) {
        if (!facts.accounts().isEmpty()) {
            json.writeArrayPropertyStart("accounts");
            for (Account account : facts.accounts()) {
                json.writeStartObject();
                json.writeStringProperty("name", account.name());
                json.writeNumberProperty("uid", account.uid());
                json.writeNumberProperty("gid", account.gid());
                JsonOut.optional(json, "home", account.home());
                JsonOut.optional(json, "shell", account.shell());
                json.writeName("place");
                PackageJson.write(json, account.evidence(), layers);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!facts.groups().isEmpty()) {
            json.writeArrayPropertyStart("groups");
            for (Group group : facts.groups()) {
                json.writeStartObject();
                json.writeStringProperty("name", group.name());
                json.writeNumberProperty("gid", group.gid());
                json.writeName("place");
                PackageJson.write(json, group.evidence(), layers);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    static void accounts(JsonIn in, List<Account> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            String name = "";
            long uid = 0;
            long gid = 0;
            String home = "";
            String shell = "";
            Evidence place = Evidence.of("");
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "name" -> name = in.text();
                    case "uid" -> uid = in.largeNumber();
                    case "gid" -> gid = in.largeNumber();
                    case "home" -> home = in.text();
                    case "shell" -> shell = in.text();
                    case "place" -> place = PackageJson.place(in, layers);
                    default -> in.skip();
                }
            }
            into.add(new Account(name, uid, gid, home, shell, place));
            in.bound(into.size(), Limits.ENTRIES, "accounts");
        }
    }

    static void groups(JsonIn in, List<Group> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            String name = "";
            long gid = 0;
            Evidence place = Evidence.of("");
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "name" -> name = in.text();
                    case "gid" -> gid = in.largeNumber();
                    case "place" -> place = PackageJson.place(in, layers);
                    default -> in.skip();
                }
            }
            into.add(new Group(name, gid, place));
            in.bound(into.size(), Limits.ENTRIES, "groups");
        }
    }
}
