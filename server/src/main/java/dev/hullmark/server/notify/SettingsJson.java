package dev.hullmark.server.notify;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.server.http.Refused;
import dev.hullmark.ship.SinkSettings;
import dev.hullmark.ship.SinkSettings.Email;
import dev.hullmark.ship.SinkSettings.Security;
import dev.hullmark.ship.SinkSettings.Slack;
import dev.hullmark.ship.SinkSettings.Teams;
import dev.hullmark.ship.SinkSettings.Webhook;
import dev.hullmark.store.Channels;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A channel's settings: as they are asked for, as they are kept, and as they may be shown, without secrets. */
final class SettingsJson {
    static final List<String> KINDS = List.of("webhook", "slack", "teams", "email");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int URL_CHARS = 2000;
    private static final int TEXT_CHARS = 300;
    private static final int SECRET_CHARS = 16;
    private static final int RECIPIENTS = 50;
    private static final int HIGHEST_PORT = 65_535;

    private SettingsJson() {}

    /**
     * Reads what somebody asks for.
     *
     * @param before what was kept: a secret that is left out stays as it was
     * @throws Refused when something is missing or wrong; one sentence
     */
    static SinkSettings read(String kind, JsonNode asked, Optional<SinkSettings> before) {
        return switch (kind) {
            case "webhook" ->
                new Webhook(
                        url(asked, before), secret(asked, before.map(b -> b instanceof Webhook w ? w.secret() : "")));
            case "slack" -> new Slack(url(asked, before));
            case "teams" -> new Teams(url(asked, before));
            case "email" -> email(asked, before);
            default -> throw Refused.bad("kind", "Set 'kind' to one of " + String.join(", ", KINDS) + ".");
        };
    }

    private static URI url(JsonNode asked, Optional<SinkSettings> before) {
        String url = text(asked, "url", URL_CHARS);
        if (!url.isEmpty()) {
            try {
                return URI.create(url);
            } catch (IllegalArgumentException e) {
                throw Refused.bad("url", "Write the URL like https://hooks.example.com/path.");
            }
        }
        return before.flatMap(SettingsJson::url)
                .orElseThrow(() -> Refused.bad("url", "Set 'settings.url' to the webhook's address."));
    }

    /** Where it posts to; empty for mail. */
    static Optional<URI> url(SinkSettings settings) {
        return switch (settings) {
            case Webhook webhook -> Optional.of(webhook.url());
            case Slack slack -> Optional.of(slack.url());
            case Teams teams -> Optional.of(teams.url());
            case Email _ -> Optional.empty();
        };
    }

    private static String secret(JsonNode asked, Optional<String> before) {
        if (!asked.has("secret")) {
            return before.orElse("");
        }
        String secret = text(asked, "secret", TEXT_CHARS);
        if (!secret.isEmpty() && secret.length() < SECRET_CHARS) {
            throw Refused.bad("secret", "Give 'settings.secret' at least " + SECRET_CHARS + " characters.");
        }
        return secret;
    }

    private static Email email(JsonNode asked, Optional<SinkSettings> before) {
        String host = text(asked, "host", TEXT_CHARS);
        String from = text(asked, "from", TEXT_CHARS);
        List<String> to =
                asked.path("to").valueStream().map(a -> a.asString("")).toList();
        if (host.isEmpty() || from.isEmpty() || to.isEmpty() || to.size() > RECIPIENTS) {
            String missing = host.isEmpty() ? "host" : from.isEmpty() ? "from" : "to";
            throw Refused.bad(
                    missing,
                    "Set 'settings.host', 'settings.from' and 'settings.to', a list of 1 to " + RECIPIENTS
                            + " addresses.");
        }
        Security security = security(text(asked, "security", TEXT_CHARS));
        int port = asked.path("port").asInt(security == Security.TLS ? 465 : 587);
        if (port < 1 || port > HIGHEST_PORT) {
            throw Refused.bad("port", "Set 'settings.port' to a number from 1 to " + HIGHEST_PORT + ".");
        }
        String user = text(asked, "user", TEXT_CHARS);
        // For another server the password is to be given anew: it must not be told to whoever that is.
        String kept = before.map(
                        b -> b instanceof Email e && e.host().equals(host) && e.port() == port ? e.password() : "")
                .orElse("");
        String password = asked.has("password") ? text(asked, "password", TEXT_CHARS) : kept;
        if (user.isEmpty() != password.isEmpty()) {
            throw Refused.bad(
                    user.isEmpty() ? "user" : "password",
                    "Set both 'settings.user' and 'settings.password', or neither.");
        }
        try {
            return new Email(host, port, security, user, password, from, to);
        } catch (HullmarkException e) {
            throw Refused.bad(from.contains("@") ? "to" : "from", String.valueOf(e.getMessage()));
        }
    }

    private static Security security(String text) {
        return switch (text) {
            case "", "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            case "none" -> Security.NONE;
            default -> throw Refused.bad("security", "Set 'settings.security' to starttls, tls or none.");
        };
    }

    static String text(JsonNode node, String key, int most) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = value.isString() ? value.asString() : "\0";
        if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw Refused.bad(key, "'" + key + "' is to be a text of one line and at most " + most + " characters.");
        }
        return text.strip();
    }

    static SinkSettings stored(Channels.Spec spec) {
        return read(spec.kind(), JSON.readTree(spec.settings()), Optional.empty());
    }

    /** With secrets, for the store. */
    static String kept(SinkSettings settings) {
        ObjectNode json = JSON.createObjectNode();
        url(settings).ifPresent(url -> json.put("url", url.toString()));
        switch (settings) {
            case Webhook webhook -> json.put("secret", webhook.secret());
            case Email email -> {
                mail(json, email);
                if (!email.password().isEmpty()) {
                    json.put("password", email.password());
                }
            }
            case Slack _, Teams _ -> {
                // The address is all there is.
            }
        }
        return JSON.writeValueAsString(json);
    }

    /** Without secrets: of a webhook's address no more than its host. */
    static void shown(ObjectNode json, SinkSettings settings) {
        url(settings).ifPresent(url -> json.put("host", url.getAuthority()));
        switch (settings) {
            case Webhook webhook -> json.put("secret", set(webhook.secret()));
            case Email email -> mail(json, email).put("password", set(email.password()));
            case Slack _, Teams _ -> {
                // Its host is all that may be shown.
            }
        }
    }

    private static String set(String secret) {
        return secret.isEmpty() ? "not set" : "set";
    }

    private static ObjectNode mail(ObjectNode json, Email email) {
        json.put("host", email.host()).put("port", email.port());
        json.put("security", email.security().name().toLowerCase(Locale.ROOT));
        json.put("user", email.user()).put("from", email.from());
        email.to().forEach(json.putArray("to")::add);
        return json;
    }
}
