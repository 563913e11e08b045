package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.around;
import static dev.hullmark.catalog.secret.Matchers.parts;
import static dev.hullmark.catalog.secret.Matchers.randomToken;
import static dev.hullmark.catalog.secret.Matchers.token;
import static dev.hullmark.catalog.secret.Matchers.value;
import static dev.hullmark.catalog.secret.Rule.form;
import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.CRITICAL;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import java.util.List;

/** Tokens of chat, payment, mail, observability and models. */
final class ServiceRules {
    private ServiceRules() {}

    static final List<Rule> ALL = List.of(
            form(
                    "slack-token",
                    "Slack token",
                    HIGH,
                    token(Chars.WORD, 24, 250),
                    "xoxb-",
                    "xoxp-",
                    "xoxa-",
                    "xoxr-",
                    "xoxs-",
                    "xoxe-",
                    "xoxe.xoxp-",
                    "xoxe.xoxb-"),
            form("slack-app-token", "Slack app token", HIGH, token(Chars.WORD, 40, 250), "xapp-1-"),
            form(
                    "slack-webhook",
                    "Slack webhook",
                    MEDIUM,
                    parts('/', Chars.ALNUM, 8, 8, 18),
                    "hooks.slack.com/services/",
                    "hooks.slack.com/workflows/",
                    "hooks.slack.com/triggers/"),
            form(
                    "discord-webhook",
                    "Discord webhook",
                    MEDIUM,
                    parts('/', Chars.WORD, 17, 60),
                    "discord.com/api/webhooks/",
                    "discordapp.com/api/webhooks/"),
            name("discord-token", "Discord bot token", HIGH, value(Chars.WORD.and(Chars.of(".")), 59, 80), "discord"),
            form(
                    "teams-webhook",
                    "Microsoft Teams webhook",
                    MEDIUM,
                    token(Chars.WORD.and(Chars.of("@/")), 80, 300),
                    "webhook.office.com/webhookb2/"),
            form("telegram-token", "Telegram bot token", HIGH, around(Chars.DIGITS, 8, 10, Chars.WORD, 33, 33), ":AA"),
            form("stripe-key", "Stripe live key", CRITICAL, token(Chars.ALNUM, 24, 250), "sk_live_", "rk_live_"),
            form("stripe-test-key", "Stripe test key", LOW, token(Chars.ALNUM, 24, 250), "sk_test_", "rk_test_"),
            form("stripe-webhook-secret", "Stripe webhook secret", HIGH, token(Chars.ALNUM, 32, 64), "whsec_"),
            name(
                    "twilio-token",
                    "Twilio credential",
                    HIGH,
                    value(Chars.HEX.and(Chars.of("SK")), 32, 34),
                    "twilio_auth",
                    "twilio_api",
                    "twilioauth",
                    "twilio_token",
                    "twilio_secret"),
            form("twilio-api-key", "Twilio API key", MEDIUM, twilioKey(), "SK"),
            form("sendgrid-key", "SendGrid API key", HIGH, parts('.', Chars.WORD, 22, 43), "SG."),
            form("mailgun-key", "Mailgun API key", HIGH, token(Chars.HEX, 32, 32), "key-"),
            name("mailgun-secret", "Mailgun secret", HIGH, value(Chars.HEX.and(Chars.of("-")), 32, 72), "mailgun"),
            form("mailchimp-key", "Mailchimp API key", HIGH, around(Chars.HEX, 32, 32, Chars.DIGITS, 1, 2), "-us"),
            form("square-token", "Square token", HIGH, token(Chars.WORD, 22, 60), "sq0atp-", "sq0csp-"),
            form(
                    "shopify-token",
                    "Shopify token",
                    HIGH,
                    token(Chars.HEX, 32, 32),
                    "shpat_",
                    "shpca_",
                    "shppa_",
                    "shpss_"),
            form(
                    "braintree-token",
                    "PayPal Braintree token",
                    HIGH,
                    parts('$', Chars.LOWER, 16, 32),
                    "access_token$production$"),
            form("openai-key", "OpenAI API key", HIGH, around(Chars.WORD, 20, 120, Chars.WORD, 20, 120), "T3BlbkFJ"),
            form(
                    "anthropic-key",
                    "Anthropic API key",
                    HIGH,
                    token(Chars.WORD, 80, 120),
                    "sk-ant-api03-",
                    "sk-ant-admin01-",
                    "sk-ant-oat01-"),
            form("huggingface-token", "Hugging Face token", HIGH, randomToken(Chars.ALNUM, 34, 40), "hf_", "api_org_"),
            form("replicate-token", "Replicate token", HIGH, token(Chars.ALNUM, 37, 37), "r8_"),
            form("newrelic-key", "New Relic key", HIGH, token(Chars.WORD, 27, 44), "NRAK-", "NRII-", "NRAA-"),
            form(
                    "grafana-token",
                    "Grafana token",
                    HIGH,
                    token(Chars.WORD.and(Chars.of("=")), 40, 400),
                    "glsa_",
                    "glc_eyJ"),
            form(
                    "sentry-token",
                    "Sentry token",
                    HIGH,
                    token(Chars.WORD.and(Chars.of("=+/")), 60, 400),
                    "sntryu_",
                    "sntrys_"),
            form("postman-key", "Postman API key", HIGH, parts('-', Chars.HEX, 24, 34), "PMAK-"),
            form("linear-key", "Linear API key", HIGH, token(Chars.ALNUM, 40, 40), "lin_api_"),
            form("notion-token", "Notion token", HIGH, randomToken(Chars.ALNUM, 43, 50), "ntn_", "secret_"),
            form("figma-token", "Figma token", HIGH, token(Chars.WORD, 40, 60), "figd_"),
            form("dynatrace-token", "Dynatrace token", HIGH, parts('.', Chars.UPPER, 24, 64), "dt0c01.", "dt0s01."),
            form("airtable-token", "Airtable token", HIGH, parts('.', Chars.ALNUM, 14, 64), "pat"));

    private static Matcher twilioKey() {
        Matcher token = token(Chars.HEX, 32, 32);
        return (t, from, to) -> t.has("twilio", t.lineStart(from, 120), from) ? token.match(t, from, to) : Matcher.NONE;
    }
}
