package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.around;
import static dev.hullmark.catalog.secret.Matchers.basic;
import static dev.hullmark.catalog.secret.Matchers.encodedKey;
import static dev.hullmark.catalog.secret.Matchers.parts;
import static dev.hullmark.catalog.secret.Matchers.randomToken;
import static dev.hullmark.catalog.secret.Matchers.token;
import static dev.hullmark.catalog.secret.Matchers.value;
import static dev.hullmark.catalog.secret.Matchers.webToken;
import static dev.hullmark.model.Severity.CRITICAL;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.catalog.secret.Rule.Trust;
import dev.hullmark.model.Severity;
import java.util.List;

/**
 * Every kind of credential that is known, the more specific first: of two rules that see the same bytes the first wins.
 * The forms are those the issuers publish. A change here raises {@link SecretCataloger#version}.
 *
 * <p>In the examples {@code {a36}} stands for 36 random letters and digits, {@code h} for hexadecimal digits, {@code u}
 * for capitals and the digits 2 to 7, {@code l} for small letters and digits, {@code b} for base64, {@code w} for
 * letters, digits, {@code _} and {@code -}, {@code d} for digits: the tests fill them in, so that nobody's scanner takes
 * this table for a leak.
 */
final class Rules {
    private Rules() {}

    private static final Chars JWT = Chars.WORD.and(Chars.of("="));
    private static final Chars B64 = Chars.BASE64;

    /** A user and a password in base64. */
    private static final String PAIR = "ZGVwbG95OnE3WGQyTHZQOXJLcw==";

    static final List<Rule> ALL = List.of(
            // Keys
            name(
                    "gcp-service-account",
                    "Google Cloud service account key",
                    CRITICAL,
                    gcpKey(),
                    "{\"type\": \"service_account\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n{b64}\\n{b64}\\n{b64}\"}",
                    "{\"type\": \"service_account\", \"private_key\": \"...\"}",
                    "\"private_key\""),
            name(
                    "private-key",
                    "Private key",
                    HIGH,
                    PrivateKeys.pem(false),
                    "-----BEGIN RSA PRIVATE KEY-----\n{b64}\n{b64}\n{b64}\n-----END RSA PRIVATE KEY-----",
                    "if (line.equals(\"-----BEGIN RSA PRIVATE KEY-----\")) { read(); }",
                    "private key-----",
                    "private key block-----"),
            name(
                    "encrypted-private-key",
                    "Private key, encrypted",
                    MEDIUM,
                    PrivateKeys.pem(true),
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n{b64}\n{b64}\n{b64}\n-----END ENCRYPTED PRIVATE KEY-----",
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n...\n",
                    "private key-----"),
            name(
                    "putty-private-key",
                    "PuTTY private key",
                    HIGH,
                    PrivateKeys.putty(),
                    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\n{b64}{b20}\n",
                    "Private-Lines: 1\n{b64}{b20}\n",
                    "private-lines:"),
            name(
                    "kubeconfig-client-key",
                    "Private key in base64, as in a kubeconfig",
                    HIGH,
                    encodedKey(),
                    "client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo{b200}",
                    "client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1J{b200}",
                    "ls0tls1crudjti"),
            form(
                    "age-secret-key",
                    "age secret key",
                    HIGH,
                    token(Chars.UPPER, 58, 58),
                    "AGE-SECRET-KEY-1{u58}",
                    "AGE-SECRET-KEY-1{u20}",
                    "AGE-SECRET-KEY-1"),

            // Clouds
            form(
                    "aws-access-key-id",
                    "AWS access key ID",
                    MEDIUM,
                    token(Chars.UPPER, 16, 16),
                    "aws_access_key_id = AKIA{u16}",
                    "AKIAIOSFODNN7EXAMPLE",
                    "AKIA",
                    "ASIA",
                    "ABIA",
                    "ACCA"),
            name(
                    "aws-secret-access-key",
                    "AWS secret access key",
                    CRITICAL,
                    value(B64, 40, 40),
                    "aws_secret_access_key = {b40}",
                    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
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
                    token(B64, 100, 200),
                    "ABSKQmVkcm9ja0FQSUtleS{b120}",
                    "ABSKQmVkcm9ja0FQSUtleS",
                    "ABSKQmVkcm9ja0FQSUtleS"),
            form(
                    "google-api-key",
                    "Google API key",
                    HIGH,
                    token(Chars.WORD, 35, 35),
                    "key: AIza{w35}",
                    "AIza{w12}",
                    "AIza"),
            form(
                    "google-oauth-secret",
                    "Google OAuth client secret",
                    HIGH,
                    token(Chars.WORD, 28, 28),
                    "\"client_secret\": \"GOCSPX-{w28}\"",
                    "GOCSPX-{w10}",
                    "GOCSPX-"),
            name(
                    "azure-storage-key",
                    "Azure storage account key",
                    CRITICAL,
                    value(B64, 88, 88),
                    "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={b86}==;EndpointSuffix=core.windows.net",
                    "AccountKey={b20};",
                    "accountkey",
                    "account_key",
                    "storage_key",
                    "storagekey"),
            name(
                    "azure-shared-access-key",
                    "Azure shared access key",
                    HIGH,
                    value(B64, 44, 44),
                    "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={b43}=",
                    "SharedAccessKeyName=RootManageSharedAccessKey",
                    "sharedaccesskey"),
            name(
                    "azure-sas",
                    "Azure shared access signature",
                    HIGH,
                    sas(),
                    "https://shop.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig={a43}%3D",
                    "https://x/?a=1&sig=",
                    "sig="),
            form(
                    "azure-client-secret",
                    "Azure AD client secret",
                    CRITICAL,
                    around(Chars.ALNUM, 3, 3, Chars.WORD.and(Chars.of("~.")), 31, 34),
                    "AZURE_CLIENT_SECRET={a3}8Q~{w34}",
                    "8Q~{w10}",
                    "8Q~",
                    "7Q~"),
            form(
                    "digitalocean-token",
                    "DigitalOcean token",
                    CRITICAL,
                    token(Chars.HEX, 64, 64),
                    "dop_v1_{h64}",
                    "dop_v1_{h12}",
                    "dop_v1_",
                    "doo_v1_",
                    "dor_v1_"),
            form(
                    "alibaba-access-key-id",
                    "Alibaba Cloud access key ID",
                    MEDIUM,
                    randomToken(Chars.ALNUM, 16, 20),
                    "ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI{a20}",
                    "LTAI{a5}",
                    "LTAI"),
            name(
                    "alibaba-secret-key",
                    "Alibaba Cloud access key secret",
                    CRITICAL,
                    value(Chars.ALNUM, 30, 30),
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET={a30}",
                    "ACCESS_KEY_SECRET={a8}",
                    "access_key_secret",
                    "accesskeysecret",
                    "access-key-secret"),
            form(
                    "tencent-secret-id",
                    "Tencent Cloud secret ID",
                    MEDIUM,
                    randomToken(Chars.ALNUM, 32, 32),
                    "AKID{a32}",
                    "AKID{a8}",
                    "AKID"),
            name(
                    "heroku-api-key",
                    "Heroku API key",
                    HIGH,
                    value(Chars.HEX.and(Chars.of("-")), 36, 36),
                    "HEROKU_API_KEY={h8}-{h4}-{h4}-{h4}-{h12}",
                    "HEROKU_API_KEY={h8}",
                    "heroku"),
            form(
                    "heroku-token",
                    "Heroku token",
                    HIGH,
                    token(Chars.WORD, 58, 66),
                    "HRKU-AA{w58}",
                    "HRKU-AA{w9}",
                    "HRKU-AA"),
            name(
                    "cloudflare-token",
                    "Cloudflare token",
                    HIGH,
                    value(Chars.WORD, 37, 40),
                    "CLOUDFLARE_API_TOKEN={w40}",
                    "CLOUDFLARE_ZONE={h8}",
                    "cloudflare",
                    "cf_api"),
            form(
                    "vault-token",
                    "HashiCorp Vault token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of(".")), 24, 300),
                    "VAULT_TOKEN=hvs.{a90}",
                    "hvs.example",
                    "hvs.",
                    "hvb.",
                    "hvr."),
            form(
                    "terraform-cloud-token",
                    "Terraform Cloud token",
                    CRITICAL,
                    around(Chars.ALNUM, 14, 14, JWT, 60, 70),
                    "token = \"{a14}.atlasv1.{a64}\"",
                    "x.atlasv1.y",
                    ".atlasv1."),
            form(
                    "databricks-token",
                    "Databricks token",
                    HIGH,
                    token(Chars.HEX.and(Chars.of("-")), 32, 34),
                    "dapi{h32}",
                    "dapi{h5}",
                    "dapi"),
            form(
                    "doppler-token",
                    "Doppler token",
                    HIGH,
                    token(Chars.ALNUM.and(Chars.of(".")), 40, 60),
                    "dp.pt.{a43}",
                    "dp.pt.x",
                    "dp.pt.",
                    "dp.st.",
                    "dp.ct."),
            form("pulumi-token", "Pulumi token", HIGH, token(Chars.HEX, 40, 40), "pul-{h40}", "pul-{h7}", "pul-"),
            form(
                    "fly-token",
                    "Fly.io token",
                    HIGH,
                    token(B64.and(Chars.of(",_")), 80, 600),
                    "FLY_API_TOKEN=\"FlyV1 fm2_{b100}\"",
                    "fm2_{b10}",
                    "FlyV1 fm2_",
                    "fm1r_",
                    "fo1_"),
            form(
                    "planetscale-password",
                    "PlanetScale credential",
                    HIGH,
                    token(Chars.WORD.and(Chars.of(".")), 32, 64),
                    "pscale_pw_{w43}",
                    "pscale_pw_",
                    "pscale_pw_",
                    "pscale_tkn_",
                    "pscale_oauth_"),
            form("supabase-token", "Supabase token", HIGH, token(Chars.HEX, 40, 40), "sbp_{h40}", "sbp_{h9}", "sbp_"),
            form(
                    "tailscale-key",
                    "Tailscale key",
                    HIGH,
                    parts('-', Chars.ALNUM, 9, 16),
                    "tskey-auth-k{a11}CNTRL-{a32}",
                    "tskey-auth-k",
                    "tskey-auth-",
                    "tskey-api-",
                    "tskey-client-"),
            form("yandex-key", "Yandex Cloud key", HIGH, token(Chars.WORD, 36, 38), "AQVN{w36}", "AQVN{w9}", "AQVN"),

            // Version control
            form(
                    "github-token",
                    "GitHub token",
                    CRITICAL,
                    token(Chars.ALNUM, 36, 255),
                    "https://x-access-token:ghp_{a36}@github.com/o/r",
                    "ghp_{a20}",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_"),
            form(
                    "github-fine-grained-token",
                    "GitHub fine-grained token",
                    CRITICAL,
                    token(Chars.WORD, 82, 82),
                    "GH_TOKEN=github_pat_{a22}_{a59}",
                    "github_pat_{a22}",
                    "github_pat_"),
            form(
                    "gitlab-token",
                    "GitLab token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of(".")), 20, 300),
                    "GITLAB_TOKEN=glpat-{w20}",
                    "glpat-{w8}",
                    "glpat-",
                    "gldt-",
                    "glrt-",
                    "glcbt-",
                    "glptt-",
                    "glft-",
                    "glsoat-",
                    "gloas-",
                    "glimt-",
                    "glagent-"),
            form(
                    "gitlab-runner-token",
                    "GitLab runner registration token",
                    HIGH,
                    token(Chars.WORD, 20, 20),
                    "GR1348941{w20}",
                    "GR1348941{w7}",
                    "GR1348941"),
            form(
                    "bitbucket-token",
                    "Bitbucket token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of("=")), 24, 250),
                    "BITBUCKET_TOKEN=ATBB{a32}",
                    "ATBB{a9}",
                    "ATBB",
                    "ATCTT3xFfGN0"),
            name(
                    "bitbucket-secret",
                    "Bitbucket secret",
                    HIGH,
                    value(Chars.WORD.and(Chars.of("=")), 32, 64),
                    "BITBUCKET_CLIENT_SECRET={a32}",
                    "BITBUCKET_BRANCH=main",
                    "bitbucket_client_secret",
                    "bitbucket_app_password"),
            form(
                    "atlassian-token",
                    "Atlassian token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of("=")), 60, 250),
                    "ATATT3xFfGF0{w180}",
                    "ATATT3xFfGF0{w9}",
                    "ATATT3xFfGF0"),

            // Registries of packages and images
            form(
                    "npm-token",
                    "npm token",
                    CRITICAL,
                    token(Chars.ALNUM, 36, 36),
                    "//npm.example.com/:_authToken=npm_{a36}",
                    "npm_config_registry",
                    "npm_"),
            name(
                    "npm-registry-credential",
                    "Credential of an npm registry",
                    HIGH,
                    value(B64.and(Chars.of("_-.")), 12, 600),
                    "//npm.example.com/:_authToken={h8}-{h4}-{h4}-{h4}-{h12}",
                    "//npm.example.com/:_authToken=${NPM_TOKEN}",
                    ":_authtoken",
                    "_auth=",
                    ":_auth",
                    ":_password"),
            form(
                    "pypi-token",
                    "PyPI token",
                    CRITICAL,
                    token(Chars.WORD, 50, 300),
                    "password = pypi-AgEIcHlwaS5vcmc{w140}",
                    "pypi-AgEIcHlwaS5vcmc",
                    "pypi-AgEIcHlwaS5vcmc",
                    "pypi-AgENdGVzdC5weXBpLm9yZw"),
            form(
                    "rubygems-token",
                    "RubyGems token",
                    CRITICAL,
                    token(Chars.HEX, 48, 48),
                    ":rubygems_api_key: rubygems_{h48}",
                    "rubygems_api_key",
                    "rubygems_"),
            form(
                    "nuget-key",
                    "NuGet API key",
                    CRITICAL,
                    randomToken(Chars.LOWER, 43, 43),
                    "NUGET_API_KEY=oy2{l43}",
                    "oy2{l12}",
                    "oy2"),
            form(
                    "crates-token",
                    "crates.io token",
                    CRITICAL,
                    randomToken(Chars.ALNUM, 32, 32),
                    "token = \"cio{a32}\"",
                    "cio{a12}",
                    "cio"),
            form(
                    "clojars-token",
                    "Clojars token",
                    CRITICAL,
                    token(Chars.HEX, 60, 60),
                    "CLOJARS_{h60}",
                    "CLOJARS_PASSWORD",
                    "CLOJARS_"),
            form(
                    "docker-token",
                    "Docker Hub token",
                    CRITICAL,
                    token(Chars.WORD, 27, 32),
                    "dckr_pat_{w27}",
                    "dckr_pat_",
                    "dckr_pat_",
                    "dckr_oat_"),
            name(
                    "docker-config-auth",
                    "Credential of a container registry",
                    HIGH,
                    basic(false),
                    "{\"auths\": {\"r.example.com\": {\"auth\": \"" + PAIR + "\"}}}",
                    "{\"auths\": {\"r.example.com\": {\"auth\": \"\"}}}",
                    "\"auth\""),
            form(
                    "artifactory-token",
                    "Artifactory token",
                    HIGH,
                    randomToken(Chars.ALNUM, 60, 90),
                    "X-JFrog-Art-Api: AKCp{a69}",
                    "AKCp{a9}",
                    "AKCp",
                    "cmVmdGtu"),

            // Chat, payment, mail, observability, models
            form(
                    "slack-token",
                    "Slack token",
                    HIGH,
                    token(Chars.WORD, 24, 250),
                    "SLACK_TOKEN=xoxb-{d12}-{d12}-{a24}",
                    "xoxb-not-a-token",
                    "xoxb-",
                    "xoxp-",
                    "xoxa-",
                    "xoxr-",
                    "xoxs-",
                    "xoxe-",
                    "xoxe.xoxp-",
                    "xoxe.xoxb-"),
            form(
                    "slack-app-token",
                    "Slack app token",
                    HIGH,
                    token(Chars.WORD, 40, 250),
                    "xapp-1-{u11}-{d13}-{h64}",
                    "xapp-1-",
                    "xapp-1-"),
            form(
                    "slack-webhook",
                    "Slack webhook",
                    MEDIUM,
                    parts('/', Chars.ALNUM, 8, 8, 18),
                    "https://hooks.slack.com/services/T{u10}/B{u10}/{a24}",
                    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
                    "hooks.slack.com/services/",
                    "hooks.slack.com/workflows/",
                    "hooks.slack.com/triggers/"),
            form(
                    "discord-webhook",
                    "Discord webhook",
                    MEDIUM,
                    parts('/', Chars.WORD, 17, 60),
                    "https://discord.com/api/webhooks/{d18}/{w68}",
                    "https://discord.com/api/webhooks/1/x",
                    "discord.com/api/webhooks/",
                    "discordapp.com/api/webhooks/"),
            name(
                    "discord-token",
                    "Discord bot token",
                    HIGH,
                    value(Chars.WORD.and(Chars.of(".")), 59, 80),
                    "DISCORD_TOKEN=M{w23}.{w6}.{w38}",
                    "DISCORD_TOKEN={w20}",
                    "discord"),
            form(
                    "teams-webhook",
                    "Microsoft Teams webhook",
                    MEDIUM,
                    token(Chars.WORD.and(Chars.of("@/")), 80, 300),
                    "https://x.webhook.office.com/webhookb2/{h36}@{h36}/IncomingWebhook/{h32}/{h36}",
                    "webhook.office.com/webhookb2/",
                    "webhook.office.com/webhookb2/"),
            form(
                    "telegram-token",
                    "Telegram bot token",
                    HIGH,
                    around(Chars.DIGITS, 8, 10, Chars.WORD, 33, 33),
                    "TELEGRAM_TOKEN={d9}:AA{w33}",
                    "1:AA",
                    ":AA"),
            form(
                    "stripe-key",
                    "Stripe live key",
                    CRITICAL,
                    token(Chars.ALNUM, 24, 250),
                    "STRIPE_SECRET_KEY=sk_live_{a24}",
                    "sk_live_",
                    "sk_live_",
                    "rk_live_"),
            form(
                    "stripe-test-key",
                    "Stripe test key",
                    LOW,
                    token(Chars.ALNUM, 24, 250),
                    "sk_test_{a24}",
                    "sk_test_",
                    "sk_test_",
                    "rk_test_"),
            form(
                    "stripe-webhook-secret",
                    "Stripe webhook secret",
                    HIGH,
                    token(Chars.ALNUM, 32, 64),
                    "whsec_{a32}",
                    "whsec_",
                    "whsec_"),
            name(
                    "twilio-token",
                    "Twilio credential",
                    HIGH,
                    value(Chars.HEX.and(Chars.of("SK")), 32, 34),
                    "TWILIO_AUTH_TOKEN={h32}",
                    "TWILIO_FROM=+15005550006",
                    "twilio_auth",
                    "twilio_api",
                    "twilioauth",
                    "twilio_token",
                    "twilio_secret"),
            form("twilio-api-key", "Twilio API key", MEDIUM, twilioKey(), "twilio.api_key: SK{h32}", "SK{h32}", "SK"),
            form(
                    "sendgrid-key",
                    "SendGrid API key",
                    HIGH,
                    parts('.', Chars.WORD, 22, 43),
                    "SENDGRID_API_KEY=SG.{w22}.{w43}",
                    "SG.{w22}",
                    "SG."),
            form(
                    "mailgun-key",
                    "Mailgun API key",
                    HIGH,
                    token(Chars.HEX, 32, 32),
                    "MAILGUN_API_KEY=key-{h32}",
                    "key-{h8}",
                    "key-"),
            name(
                    "mailgun-secret",
                    "Mailgun secret",
                    HIGH,
                    value(Chars.HEX.and(Chars.of("-")), 32, 72),
                    "mailgun_api_key: {h32}-{h8}-{h8}",
                    "mailgun_domain: mg",
                    "mailgun"),
            form(
                    "mailchimp-key",
                    "Mailchimp API key",
                    HIGH,
                    around(Chars.HEX, 32, 32, Chars.DIGITS, 1, 2),
                    "{h32}-us21",
                    "a-us21",
                    "-us"),
            form(
                    "square-token",
                    "Square token",
                    HIGH,
                    token(Chars.WORD, 22, 60),
                    "sq0atp-{w22}",
                    "sq0atp-",
                    "sq0atp-",
                    "sq0csp-"),
            form(
                    "shopify-token",
                    "Shopify token",
                    HIGH,
                    token(Chars.HEX, 32, 32),
                    "shpat_{h32}",
                    "shpat_",
                    "shpat_",
                    "shpca_",
                    "shppa_",
                    "shpss_"),
            form(
                    "braintree-token",
                    "PayPal Braintree token",
                    HIGH,
                    parts('$', Chars.LOWER, 16, 32),
                    "access_token$production${l16}${h32}",
                    "access_token$production$",
                    "access_token$production$"),
            form(
                    "openai-key",
                    "OpenAI API key",
                    HIGH,
                    around(Chars.WORD, 20, 120, Chars.WORD, 20, 120),
                    "OPENAI_API_KEY=sk-proj-{w74}T3BlbkFJ{w74}",
                    "sk-T3BlbkFJ",
                    "T3BlbkFJ"),
            form(
                    "anthropic-key",
                    "Anthropic API key",
                    HIGH,
                    token(Chars.WORD, 80, 120),
                    "sk-ant-api03-{w93}AA",
                    "sk-ant-api03-",
                    "sk-ant-api03-",
                    "sk-ant-admin01-",
                    "sk-ant-oat01-"),
            form(
                    "huggingface-token",
                    "Hugging Face token",
                    HIGH,
                    randomToken(Chars.ALNUM, 34, 40),
                    "HF_TOKEN=hf_{a34}",
                    "hf_{a9}",
                    "hf_",
                    "api_org_"),
            form("replicate-token", "Replicate token", HIGH, token(Chars.ALNUM, 37, 37), "r8_{a37}", "r8_{a4}", "r8_"),
            form(
                    "newrelic-key",
                    "New Relic key",
                    HIGH,
                    token(Chars.WORD, 27, 44),
                    "NRAK-{u27}",
                    "NRAK-",
                    "NRAK-",
                    "NRII-",
                    "NRAA-"),
            form(
                    "grafana-token",
                    "Grafana token",
                    HIGH,
                    token(Chars.WORD.and(Chars.of("=")), 40, 400),
                    "glsa_{a32}_{h8}",
                    "glsa_{a9}",
                    "glsa_",
                    "glc_eyJ"),
            form(
                    "sentry-token",
                    "Sentry token",
                    HIGH,
                    token(Chars.WORD.and(Chars.of("=+/")), 60, 400),
                    "sntryu_{h64}",
                    "sntryu_",
                    "sntryu_",
                    "sntrys_"),
            form(
                    "postman-key",
                    "Postman API key",
                    HIGH,
                    parts('-', Chars.HEX, 24, 34),
                    "PMAK-{h24}-{h34}",
                    "PMAK-{h24}",
                    "PMAK-"),
            form(
                    "linear-key",
                    "Linear API key",
                    HIGH,
                    token(Chars.ALNUM, 40, 40),
                    "lin_api_{a40}",
                    "lin_api_",
                    "lin_api_"),
            form(
                    "notion-token",
                    "Notion token",
                    HIGH,
                    randomToken(Chars.ALNUM, 43, 50),
                    "ntn_{a46}",
                    "ntn_{a4}",
                    "ntn_",
                    "secret_"),
            form("figma-token", "Figma token", HIGH, token(Chars.WORD, 40, 60), "figd_{w40}", "figd_", "figd_"),
            form(
                    "dynatrace-token",
                    "Dynatrace token",
                    HIGH,
                    parts('.', Chars.UPPER, 24, 64),
                    "dt0c01.{u24}.{u64}",
                    "dt0c01.{u24}",
                    "dt0c01.",
                    "dt0s01."),
            form(
                    "airtable-token",
                    "Airtable token",
                    HIGH,
                    parts('.', Chars.ALNUM, 14, 64),
                    "pat{a14}.{h64}",
                    "path.to",
                    "pat"),

            // Connections
            name(
                    "database-url-password",
                    "Password in a database URL",
                    HIGH,
                    Urls.password(true),
                    "DATABASE_URL=postgres://shop:{a12}@db:5432/shop",
                    "postgres://user:password@localhost/db",
                    "://"),
            name(
                    "url-password",
                    "Password in a URL",
                    MEDIUM,
                    Urls.password(false),
                    "index-url = https://deploy:{a12}@pypi.corp/simple",
                    "https://user:pass@host/",
                    "://"),
            name(
                    "basic-authorization",
                    "User and password of an HTTP request",
                    MEDIUM,
                    basic(true),
                    "Authorization: Basic " + PAIR,
                    "Authorization: Basic YTpi",
                    "basic"),
            name(
                    "json-web-token",
                    "JSON web token",
                    MEDIUM,
                    webToken(),
                    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.{w40}.{w43}",
                    "eyJhbGciOiJIUzI1NiJ9.{w40}.{w43}",
                    "eyJ"),

            // Told by their names alone
            name(
                    "password",
                    "Password",
                    MEDIUM,
                    Invented.password(),
                    "DB_PASSWORD={a12}x7",
                    "DB_PASSWORD=${DB_PASSWORD}",
                    "password",
                    "passwd",
                    "passphrase",
                    "passcode",
                    "pass",
                    "pwd"),
            name(
                    "secret-key",
                    "Secret, key or token",
                    MEDIUM,
                    Invented.key(),
                    "SESSION_SECRET={a32}",
                    "secretName: my-service-secret-2",
                    "secret",
                    "token",
                    "api_key",
                    "apikey",
                    "api-key",
                    "access_key",
                    "accesskey",
                    "access-key",
                    "auth_key",
                    "authkey",
                    "auth-key",
                    "encryption_key",
                    "encryptionkey",
                    "signing_key",
                    "signingkey",
                    "master_key",
                    "masterkey",
                    "private_key",
                    "credential",
                    "app_key",
                    "appkey"));

    private static Rule form(
            String id, String title, Severity severity, Matcher matcher, String example, String not, String... words) {
        return new Rule(id, title, severity, Trust.FORM, List.of(words), matcher, example, not);
    }

    private static Rule name(
            String id, String title, Severity severity, Matcher matcher, String example, String not, String... words) {
        return new Rule(id, title, severity, Trust.NAME, List.of(words), matcher, example, not);
    }

    private static Matcher gcpKey() {
        return (t, from, to) -> {
            Assigned key = Assigned.to(t, from + 1, to - 1);
            boolean pem = t.is(key.from(), "-----BEGIN") || t.indexOf("-----begin", to, to + 24) >= 0;
            int head = pem ? t.indexOf("private key-----", to, to + 60) : -1;
            boolean account = head >= 0 && t.has("service_account", Math.max(0, from - 1000), head + 5000);
            return account ? PrivateKeys.pem(false).match(t, head, head + 16) : Matcher.NONE;
        };
    }

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

    private static Matcher twilioKey() {
        Matcher token = token(Chars.HEX, 32, 32);
        return (t, from, to) -> t.has("twilio", t.lineStart(from, 120), from) ? token.match(t, from, to) : Matcher.NONE;
    }
}
