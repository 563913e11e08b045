package dev.hullmark.catalog.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.Entry;
import dev.hullmark.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCatalogerTest {
    private static final String TOKEN = RulesTest.fill("ghp_{a36}", 7);

    private static List<String> rules(String text, FileKind kind) {
        return SecretScan.hits(Scanned.of(text, kind), true).stream()
                .map(h -> h.which().id())
                .toList();
    }

    /** {@code ~} stands for a line's end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=q7Xd2LvP9r",
                "db.password: q7Xd2LvP9r",
                "\"password\": \"q7Xd2LvP9r\"",
                "{\\\"password\\\":\\\"q7Xd2LvP9r\\\"}",
                "<password>q7Xd2LvP9r</password>",
                "<property name=\"db.password\" value=\"q7Xd2LvP9r\"/>",
                "- name: DB_PASSWORD~  value: q7Xd2LvP9r~",
                "mysql --password q7Xd2LvP9r",
                "mysql --password=q7Xd2LvP9r",
                "Server=db;User Id=sa;Password=q7Xd2LvP9r;Encrypt=true",
                "jdbc:mysql://db/shop?user=a&password=q7Xd2LvP9r&ssl=true",
                "MAIL_PASS='Summer2024!'",
                "password => 'q7Xd2LvP9r'",
                "DB_PWD = q7Xd2LvP9r",
            })
    void aPasswordIsFoundHoweverItIsWritten(String text) {
        assertThat(rules(text.replace('~', '\n'), FileKind.CONFIG)).containsExactly("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=${DB_PASSWORD}",
                "password: $(cat /run/secrets/db)",
                "password: {{ vault_password_1 }}",
                "PASSWORD=changeme1234",
                "password=your-password-1",
                "password_file=/run/secrets/db1",
                "passwordEncoder=bcrypt2023",
                "password == q7Xd2LvP9r",
                "# password: q7Xd2LvP9r",
                "passwd=1:4.13+dfsg1-1+deb12u2",
                "COMPASS=north-by-west-9",
                "PWD=app9/work9dir",
                "password:~",
                "passwordPolicy: length8digits2",
                "password=ENC(G6N718UuyPE5bHyWKyuLQSm02)",
                "secretName: web-tls-secret-2",
                "token: kubernetes.io/service-account-token2",
                "token_url=https://login.example.org/oauth2/token",
                "export DB_TOKEN=\"eyJhbGciOiJSUzI1NiIsImtpZ...\"",
                "<map Token=\"b77a5c561934e089\" PublicKey=\"0024\"/>",
                "DOTENV_KEY=dotenv://:key_1234@dotenv.org/vault",
                "secret: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            })
    void placeholdersVariablesAndWordsAreNone(String text) {
        assertThat(rules(text.replace('~', '\n'), FileKind.CONFIG)).isEmpty();
    }

    /** What its makers publish for trials; split, so that nobody's scanner takes this file for a leak. */
    @ParameterizedTest
    @CsvSource({
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2,"
                + "UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==,azure-storage-key",
        "AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8m,"
                + "GGyPMbIZnqyMsEcaGQy67XIw/Jw==,azure-storage-key",
        "key: sk_test_,4eC39HqLyjWDarjtT1zdp7dc,stripe-test-key",
        "Authorization: Basic ,QWxhZGRpbjpvcGVuIHNlc2FtZQ==,basic-authorization",
        "token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.,"
                + "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c,json-web-token",
    })
    void whatIsPublishedForTrialsIsNoSecret(String begin, String end, String rule) {
        assertThat(rules(begin + end, FileKind.CONFIG)).isEmpty();
        String other = begin + new StringBuilder(end).reverse();
        if (!begin.contains("Basic")) {
            String changed = other.replaceFirst("(Eby8|C2y6)", "Q9x7").replace("==", "aZ");
            assertThat(rules(changed, FileKind.CONFIG)).as(changed).containsExactly(rule);
        }
    }

    @Test
    void aRequestInAProgramsCommentIsNone() {
        String pair = "Authorization: Basic ZGVwbG95OnE3WGQyTHZQOXJLcw==";
        assertThat(rules("send('" + pair + "')", FileKind.CODE)).containsExactly("basic-authorization");
        assertThat(rules(" * " + pair, FileKind.CODE)).isEmpty();
        assertThat(rules("  // " + pair, FileKind.CODE)).isEmpty();
        assertThat(rules("# " + pair, FileKind.CONFIG)).containsExactly("basic-authorization");
    }

    @Test
    void inCodeOnlyWhatIsQuotedIsAValue() {
        assertThat(rules("password = request.form9;", FileKind.CODE)).isEmpty();
        assertThat(rules("password = userInput42", FileKind.CODE)).isEmpty();
        assertThat(rules("password = \"q7Xd2LvP9r\"", FileKind.CODE)).containsExactly("password");
        assertThat(rules("// password = \"q7Xd2LvP9r\"", FileKind.CODE)).isEmpty();
    }

    @Test
    void aSecretIsToldOnceByTheMostSpecificRuleAndNeverShown() {
        String text = "export GITHUB_TOKEN=" + TOKEN + "\n\nurl=https://x:" + TOKEN + "@github.com/o/r\n";
        List<Secret> secrets = SecretScan.secrets(Scanned.of(text, FileKind.CONFIG), true, "/a/.env");
        assertThat(secrets).extracting(Secret::rule).containsExactly("github-token", "github-token");
        assertThat(secrets).extracting(s -> s.evidence().line()).containsExactly(1, 3);
        assertThat(secrets).extracting(Secret::excerpt).containsExactly("GITHUB_TOKEN=ghp_****", "x:ghp_****");
        assertThat(secrets.toString()).doesNotContain(TOKEN.substring(4, 12));
    }

    @Test
    void whatStandsBeforeASecretIsNotShownWhenItIsOneItself() {
        String pair = RulesTest.fill("AKIA{u16}", 3) + ":" + TOKEN;
        List<Secret> secrets = SecretScan.secrets(Scanned.of(pair, FileKind.CONFIG), true, "/a");
        assertThat(secrets).extracting(Secret::excerpt).containsExactly("AKIA****", "ghp_****");
    }

    @ParameterizedTest
    @CsvSource({
        "app/.env, ALL",
        "srv/app/config/settings.yml, ALL",
        "root/.ssh/id_rsa, ALL",
        "usr/src/app/config.js, ALL",
        "etc/mysql/debian.cnf, ALL",
        "srv/app/node_modules/x/.npmrc, ALL",
        "srv/app/node_modules/x/index.js, NO",
        "usr/share/perl5/Net/SSLeay.pm, NO",
        "usr/lib/python3/dist-packages/x.py, NO",
        "opt/venv/lib/python3.12/site-packages/x/y.py, NO",
        "usr/share/doc/x/examples/.netrc, NO",
        "srv/app/README.md, NO",
        "srv/app/logo.png, NO",
        "srv/app/package-lock.json, NO",
        "srv/app/tests/fixtures/key.pem, FORMS",
        "srv/app/.env.example, FORMS",
        "srv/app/contest/key.pem, ALL",
    })
    void whereASearchGoes(String path, Places expected) {
        assertThat(Places.of(path)).isEqualTo(expected);
    }

    @Test
    void tooLargeIsWantedOnlyOfAConfiguration() {
        SecretCataloger cataloger = new SecretCataloger();
        assertThat(cataloger.wants(file("srv/a.js", 2 << 20))).isFalse();
        assertThat(cataloger.wants(file("srv/a.yml", 2 << 20))).isTrue();
        assertThat(cataloger.wants(file("srv/a.js", 2000))).isTrue();
        assertThat(cataloger.wants(file("srv/a.js", 3))).isFalse();
        assertThat(cataloger.wants(new Entry("srv/a.js", Entry.Type.SYMLINK, 0, 0777, 0, 0, "b", 0)))
                .isFalse();
    }

    private static Entry file(String path, long size) {
        return new Entry(path, Entry.Type.FILE, size, 0644, 0, 0, "", 0);
    }

    @Test
    void allKeywordsAreFoundInOnePassWhateverTheirCase() {
        Keywords keywords = new Keywords(List.of("he", "she", "hers", "his"));
        assertThat(keywords.in("usHERS his".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly(1, 0, 2, 3);
        assertThat(keywords.in(new byte[] {-1, 0, 'h', 'h', 'e'})).containsExactly(0);
    }

    @Test
    void aTextMadeOfKeywordsCostsNoMoreThanItsLength() {
        StringBuilder hostile = new StringBuilder();
        while (hostile.length() < 1 << 20) {
            hostile.append("password=-----BEGIN RSA PRIVATE KEY-----://a:");
        }
        long start = System.nanoTime();
        SecretScan.hits(Scanned.of(hostile.toString(), FileKind.CONFIG), true);
        String names = "a".repeat(1 << 20) + "secret" + "token".repeat(100_000) + "=";
        SecretScan.hits(Scanned.of(names, FileKind.CONFIG), true);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }
}
