package dev.hullmark.catalog.hex;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hex packages where they lie: {@code hex_metadata.config}, which Hex puts into each package it unpacks, and in releases
 * {@code lib/FOLDER-VERSION/ebin/NAME.app}, which holds Erlang's description of an application (the folder has its name
 * nearly always, but Debian's have their packages'). That a release's
 * application comes from Hex is inferred: those of Erlang and Elixir themselves are known by name, but the program's own
 * look the same.
 */
public final class HexCataloger implements Cataloger {
    private static final String METADATA = "hex_metadata.config";

    /** Applications of Erlang/OTP 20 to 28 and of Elixir; none of them is a package on Hex. */
    private static final Set<String> PLATFORM = Set.of(
            "asn1",
            "common_test",
            "compiler",
            "cosEvent",
            "cosEventDomain",
            "cosFileTransfer",
            "cosNotification",
            "cosProperty",
            "cosTime",
            "cosTransactions",
            "crypto",
            "debugger",
            "dialyzer",
            "diameter",
            "edoc",
            "eldap",
            "erl_docgen",
            "erl_interface",
            "erts",
            "et",
            "eunit",
            "ftp",
            "ic",
            "inets",
            "jinterface",
            "kernel",
            "megaco",
            "mnesia",
            "observer",
            "odbc",
            "orber",
            "os_mon",
            "otp_mibs",
            "parsetools",
            "public_key",
            "reltool",
            "runtime_tools",
            "sasl",
            "snmp",
            "ssh",
            "ssl",
            "stdlib",
            "syntax_tools",
            "tftp",
            "tools",
            "wx",
            "xmerl",
            "elixir",
            "eex",
            "ex_unit",
            "iex",
            "logger",
            "mix");

    @Override
    public String name() {
        return "hex";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed(METADATA)
                || (entry.path().endsWith(".app") && !application(entry).isEmpty());
    }

    /** The application's name, or "" when this is not the description of one in a release. */
    private static String application(Entry entry) {
        String path = entry.path();
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1, path.length() - ".app".length());
        int ebin = slash - "/ebin".length();
        if (ebin <= 0 || !path.startsWith("/ebin/", ebin) || PLATFORM.contains(name) || !entry.hasContent()) {
            return "";
        }
        int folder = path.lastIndexOf('/', ebin - 1) + 1;
        int dash = path.lastIndexOf('-', ebin);
        boolean versioned = dash > folder && Character.isDigit(path.charAt(dash + 1));
        boolean inLib = folder == 4 ? path.startsWith("lib/") : folder > 4 && path.startsWith("/lib/", folder - 5);
        return versioned && inLib ? name : "";
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String text = new String(content.bytes(Limits.DESCRIPTION), StandardCharsets.UTF_8);
        if (entry.path().endsWith(METADATA)) {
            new Listed(PackageType.HEX, entry, sink).add(binary(text, "name"), binary(text, "version"), licences(text));
            return;
        }
        int vsn = text.indexOf("{vsn,");
        int open = vsn < 0 ? -1 : text.indexOf('"', vsn);
        int close = open < 0 ? -1 : text.indexOf('"', open + 1);
        new Listed(PackageType.HEX, entry, sink, Confidence.MEDIUM)
                .add(application(entry), close < 0 ? "" : text.substring(open + 1, close));
    }

    /** The value of {@code {<<"field">>,<<"value">>}.} at the start of a line. */
    private static String binary(String text, String field) {
        String key = "{<<\"" + field + "\">>,";
        int at = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
        if (!text.startsWith(key, at)) {
            return "";
        }
        int open = text.indexOf("<<\"", at + key.length());
        int close = open < 0 ? -1 : text.indexOf("\">>", open + 3);
        return close < 0 ? "" : text.substring(open + 3, close);
    }

    private static List<String> licences(String text) {
        List<String> licences = new ArrayList<>(1);
        int at = text.indexOf("{<<\"licenses\">>,");
        int end = at < 0 ? -1 : text.indexOf(']', at);
        at = at < 0 ? -1 : text.indexOf('[', at);
        while (at >= 0 && at < end && licences.size() < Limits.LICENCES) {
            int open = text.indexOf("<<\"", at);
            int close = open < 0 || open > end ? -1 : text.indexOf("\">>", open + 3);
            if (close < 0) {
                break;
            }
            licences.add(text.substring(open + 3, close));
            at = close + 3;
        }
        return licences;
    }
}
