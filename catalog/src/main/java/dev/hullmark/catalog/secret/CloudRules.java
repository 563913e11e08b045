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
import static dev.hullmark.model.Severity.MEDIUM;

import java.util.List;

/** Credentials of clouds and of what runs in them. */
final class CloudRules {
    private CloudRules() {}

    static final List<Rule> ALL = List.of(
            form(
                    "aws-access-key-id",
                    "AWS access key ID",
                    MEDIUM,
                    token(Chars.UPPER, 16, 16),
                    "AKIA",
                    "ASIA",
                    "ABIA",
                    "ACCA"),
            name(
                    "aws-secret-access-key",
                    "AWS secret access key",
                    CRITICAL,
                    value(Chars.BASE64, 40, 40),
                    "aws_secret",
                    "awssecret",
                    "secret_access_key",
                    "secretaccesskey",
                    "secret-access-key",
                    "aws_sk"),
            form(
                    "aws-bedrock-key",
                    "AWS Bedrock API key",
                    CRITICAL,
                    token(Chars.BASE64, 100, 200),
                    "ABSKQmVkcm9ja0FQSUtleS"),
            form("google-api-key", "Google API key", HIGH, token(Chars.WORD, 35, 35), "AIza"),
            form("google-oauth-secret", "Google OAuth client secret", HIGH, token(Chars.WORD, 28, 28), "GOCSPX-"),
            name(
                    "azure-storage-key",
                    "Azure storage account key",
                    CRITICAL,
                    value(Chars.BASE64, 88, 88),
                    "accountkey",
                    "account_key",
                    "storage_key",
                    "storagekey"),
            name(
                    "azure-shared-access-key",
                    "Azure shared access key",
                    HIGH,
                    value(Chars.BASE64, 44, 44),
                    "sharedaccesskey"),
            name("azure-sas", "Azure shared access signature", HIGH, sas(), "sig="),
            form(
                    "azure-client-secret",
                    "Azure AD client secret",
                    CRITICAL,
                    around(Chars.ALNUM, 3, 3, Chars.WORD.and(Chars.of("~.")), 31, 34),
                    "8Q~",
                    "7Q~"),
            form(
                    "digitalocean-token",
                    "DigitalOcean token",
                    CRITICAL,
                    token(Chars.HEX, 64, 64),
                    "dop_v1_",
                    "doo_v1_",
                    "dor_v1_"),
            form(
                    "alibaba-access-key-id",
                    "Alibaba Cloud access key ID",
                    MEDIUM,
                    randomToken(Chars.ALNUM, 16, 20),
                    "LTAI"),
            name(
                    "alibaba-secret-key",
                    "Alibaba Cloud access key secret",
                    CRITICAL,
                    value(Chars.ALNUM, 30, 30),
                    "access_key_secret",
                    "accesskeysecret",
                    "access-key-secret"),
            form("tencent-secret-id", "Tencent Cloud secret ID", MEDIUM, randomToken(Chars.ALNUM, 32, 32), "AKID"),
            name("heroku-api-key", "Heroku API key", HIGH, value(Chars.HEX.and(Chars.of("-")), 36, 36), "heroku"),
            form("heroku-token", "Heroku token", HIGH, token(Chars.WORD, 58, 66), "HRKU-AA"),
            name("cloudflare-token", "Cloudflare token", HIGH, value(Chars.WORD, 37, 40), "cloudflare", "cf_api"),
            form(
                    "vault-token",
                    "HashiCorp Vault token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of(".")), 24, 300),
                    "hvs.",
                    "hvb.",
                    "hvr."),
            form(
                    "terraform-cloud-token",
                    "Terraform Cloud token",
                    CRITICAL,
                    around(Chars.ALNUM, 14, 14, Chars.WORD.and(Chars.of("=")), 60, 70),
                    ".atlasv1."),
            form("databricks-token", "Databricks token", HIGH, token(Chars.HEX.and(Chars.of("-")), 32, 34), "dapi"),
            form(
                    "doppler-token",
                    "Doppler token",
                    HIGH,
                    token(Chars.ALNUM.and(Chars.of(".")), 40, 60),
                    "dp.pt.",
                    "dp.st.",
                    "dp.ct."),
            form("pulumi-token", "Pulumi token", HIGH, token(Chars.HEX, 40, 40), "pul-"),
            form(
                    "fly-token",
                    "Fly.io token",
                    HIGH,
                    token(Chars.BASE64.and(Chars.of(",_")), 80, 600),
                    "FlyV1 fm2_",
                    "fm1r_",
                    "fo1_"),
            form(
                    "planetscale-password",
                    "PlanetScale credential",
                    HIGH,
                    token(Chars.WORD.and(Chars.of(".")), 32, 64),
                    "pscale_pw_",
                    "pscale_tkn_",
                    "pscale_oauth_"),
            form("supabase-token", "Supabase token", HIGH, token(Chars.HEX, 40, 40), "sbp_"),
            form(
                    "tailscale-key",
                    "Tailscale key",
                    HIGH,
                    parts('-', Chars.ALNUM, 9, 16),
                    "tskey-auth-",
                    "tskey-api-",
                    "tskey-client-"),
            form("yandex-key", "Yandex Cloud key", HIGH, token(Chars.WORD, 36, 38), "AQVN"));

    private static Matcher sas() {
        return (t, from, to) -> {
            int end = t.run(to, Chars.ALNUM.and(Chars.of("%+/=")), 80);
            boolean signed =
                    end - to >= 43 && (t.at(from - 1) == '&' || t.at(from - 1) == '?' || t.at(from - 1) == ';');
            int line = t.lineStart(from, 400);
            boolean versioned = t.has("sv=", line, from) || t.has("sv=", end, end + 300) || t.has("sr=", line, from);
            return signed && versioned ? Matcher.range(to, end) : Matcher.NONE;
        };
    }
}
