package dev.hullmark.sbom;

import dev.hullmark.model.Account;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SpecialFile;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The facts of an inventory in our own JSON. */
final class FactsJson {
    private FactsJson() {}

    /** The facts on one line. */
    static String text(Facts facts, List<LayerInfo> layers) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonOut.compact(out)) {
            write(json, facts, layers);
        }
        return out.toString();
    }

    static void write(JsonGenerator json, Facts facts, List<LayerInfo> layers) {
        json.writeStartObject();
        json.writeArrayPropertyStart("secrets");
        for (Secret secret : facts.secrets()) {
            json.writeStartObject();
            json.writeStringProperty("rule", secret.rule());
            json.writeStringProperty("title", secret.title());
            json.writeStringProperty("severity", secret.severity().text());
            json.writeStringProperty("excerpt", secret.excerpt());
            if (secret.deletedLater()) {
                json.writeBooleanProperty("deletedLater", true);
            }
            json.writeName("place");
            PackageJson.write(json, secret.evidence(), layers);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("specialFiles");
        for (SpecialFile file : facts.specialFiles()) {
            json.writeStartObject();
            json.writeStringProperty("mode", Integer.toOctalString(file.mode()));
            json.writeNumberProperty("uid", file.uid());
            json.writeNumberProperty("gid", file.gid());
            if (file.directory()) {
                json.writeBooleanProperty("directory", true);
            }
            if (file.capabilities() != 0) {
                json.writeStringProperty("capabilities", Long.toHexString(file.capabilities()));
            }
            json.writeName("place");
            PackageJson.write(json, file.evidence(), layers);
            json.writeEndObject();
        }
        json.writeEndArray();
        AccountsJson.write(json, facts, layers);
        programs(json, facts.programs(), layers);
        json.writeEndObject();
    }

    private static void programs(JsonGenerator json, List<Program> programs, List<LayerInfo> layers) {
        if (programs.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("programs");
        for (Program program : programs) {
            json.writeStartObject();
            json.writeStringProperty("kind", program.kind().text());
            json.writeStringProperty("name", program.name());
            JsonOut.optional(json, "user", program.user());
            json.writeName("place");
            PackageJson.write(json, program.evidence(), layers);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Reads what {@link #text} wrote; "" is nothing. */
    static Facts read(String text, List<LayerInfo> layers) {
        if (text.isEmpty()) {
            return Facts.EMPTY;
        }
        try (JsonIn in = new JsonIn(text)) {
            return read(in, layers);
        }
    }

    static Facts read(JsonIn in, List<LayerInfo> layers) {
        List<Secret> secrets = new ArrayList<>();
        List<SpecialFile> files = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        List<Program> programs = new ArrayList<>();
        in.object();
        while (in.field()) {
            switch (in.name()) {
                case "secrets" -> secrets(in, secrets, layers);
                case "specialFiles" -> files(in, files, layers);
                case "accounts" -> AccountsJson.accounts(in, accounts, layers);
                case "groups" -> AccountsJson.groups(in, groups, layers);
                case "programs" -> programs(in, programs, layers);
                default -> in.skip();
            }
        }
        return new Facts(secrets, files, accounts, groups, programs);
    }

    private static void secrets(JsonIn in, List<Secret> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            String rule = "";
            String title = "";
            Severity severity = Severity.UNKNOWN;
            String excerpt = "";
            boolean deleted = false;
            Evidence place = Evidence.of("");
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "rule" -> rule = in.text();
                    case "title" -> title = in.text();
                    case "severity" -> severity = severity(in);
                    case "excerpt" -> excerpt = in.text();
                    case "deletedLater" -> deleted = in.bool();
                    case "place" -> place = PackageJson.place(in, layers);
                    default -> in.skip();
                }
            }
            into.add(new Secret(rule, title, severity, excerpt, place, deleted));
            in.bound(into.size(), Limits.ENTRIES, "secrets");
        }
    }

    private static void files(JsonIn in, List<SpecialFile> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            int mode = 0;
            int uid = 0;
            int gid = 0;
            boolean directory = false;
            long capabilities = 0;
            Evidence place = Evidence.of("");
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "mode" -> mode = (int) unsigned(in, 8);
                    case "uid" -> uid = in.number();
                    case "gid" -> gid = in.number();
                    case "directory" -> directory = in.bool();
                    case "capabilities" -> capabilities = unsigned(in, 16);
                    case "place" -> place = PackageJson.place(in, layers);
                    default -> in.skip();
                }
            }
            into.add(new SpecialFile(mode, uid, gid, directory, capabilities, place));
            in.bound(into.size(), Limits.ENTRIES, "special files");
        }
    }

    private static void programs(JsonIn in, List<Program> into, List<LayerInfo> layers) {
        in.array();
        while (in.item()) {
            Program.Kind kind = Program.Kind.INSTALLED;
            String name = "";
            String user = "";
            Evidence place = Evidence.of("");
            in.object();
            while (in.field()) {
                switch (in.name()) {
                    case "kind" -> kind = kind(in);
                    case "name" -> name = in.text();
                    case "user" -> user = in.text();
                    case "place" -> place = PackageJson.place(in, layers);
                    default -> in.skip();
                }
            }
            into.add(new Program(kind, name, user, place));
            in.bound(into.size(), Limits.ENTRIES, "programs");
        }
    }

    private static Program.Kind kind(JsonIn in) {
        String text = in.text();
        for (Program.Kind kind : Program.Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw in.wrong("a kind of program is unknown");
    }

    private static Severity severity(JsonIn in) {
        String text = in.text();
        for (Severity severity : Severity.values()) {
            if (severity.text().equals(text)) {
                return severity;
            }
        }
        throw in.wrong("a severity is unknown");
    }

    private static long unsigned(JsonIn in, int radix) {
        try {
            return Long.parseUnsignedLong(in.text(), radix);
        } catch (NumberFormatException e) {
            throw in.wrong("expected a number in base " + radix);
        }
    }
}
