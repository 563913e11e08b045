package dev.hullmark.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.ship.SinkSettings.Security;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailSinkTest {
    @TempDir
    private Path dir = Path.of("");

    private static SinkSettings.Email settings(int port, Security security, String user) {
        return new SinkSettings.Email(
                "mail.example",
                port,
                security,
                user,
                user.isEmpty() ? "" : "pass word",
                "hullmark@example.com",
                List.of("one@example.com", "two@example.com"));
    }

    private static Outcome send(SinkSettings settings) {
        return Sink.of(settings, Receiver::here).send(HttpSinksTest.message(2));
    }

    @Test
    void aMailHasBothTextsAndAnIdThatStaysAndNoHeaderOfOthers() throws Exception {
        try (MailServer server = new MailServer(Optional.empty(), Map.of())) {
            SinkSettings settings = settings(server.port(), Security.NONE, "");
            assertThat(send(settings)).isInstanceOf(Outcome.Delivered.class);
            assertThat(send(settings)).isInstanceOf(Outcome.Delivered.class);
            assertThat(server.commands)
                    .anyMatch(c -> c.startsWith("MAIL FROM:<hullmark@example.com>"))
                    .anyMatch(c -> c.startsWith("RCPT TO:<two@example.com>"))
                    .noneMatch(c -> c.startsWith("AUTH"));
            for (String text : server.mails) {
                MimeMessage mail = new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
                assertThat(mail.getMessageID()).isEqualTo("<0b7e6f0e-delivery@hullmark>");
                assertThat(mail.getHeader("Bcc")).isNull();
                assertThat(mail.getAllRecipients()).hasSize(2);
                assertThat(mail.getSubject())
                        .startsWith("[Hullmark] CVE-2026-0 <!channel>")
                        .doesNotContain("\n");
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                assertThat(parts.getContentType()).startsWith("multipart/alternative");
                assertThat((String) parts.getBodyPart(0).getContent())
                        .contains("- CVE-2026-1 (critical, new)", "fixed in 3.0.3", "and 3 more");
                assertThat((String) parts.getBodyPart(1).getContent())
                        .contains("<strong>CVE-2026-1 (critical, new)</strong>", "&lt;!channel&gt; &amp;")
                        .doesNotContain("<!channel>");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such mailbox, refused",
        "RCPT, 451 try later, later",
        "MAIL, 530 must say STARTTLS first, refused",
        "DATA, 554 looks like spam, refused",
        "DATA, 452 full, later",
        "EHLO, 421 too busy, later"
    })
    void fiveIsForGoodAndFourIsForNow(String command, String answer, String expected) throws Exception {
        try (MailServer server = new MailServer(Optional.empty(), Map.of(command, answer, "HELO", answer))) {
            Outcome outcome = send(settings(server.port(), Security.NONE, ""));
            assertThat(outcome.getClass().getSimpleName()).as(outcome.said()).isEqualToIgnoringCase(expected);
        }
    }

    @Test
    void aWrongPasswordIsForGoodAndNotRepeated() throws Exception {
        try (MailServer server = new MailServer(Optional.empty(), Map.of("AUTH", "535 wrong"))) {
            Outcome outcome = send(settings(server.port(), Security.NONE, "user"));
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(outcome.said()).contains("535").doesNotContain("pass word");
        }
    }

    @Test
    void withoutTlsNothingIsSentWhereItIsAskedFor() throws Exception {
        try (MailServer server = new MailServer(Optional.empty(), Map.of())) {
            assertThat(send(settings(server.port(), Security.STARTTLS, "user"))).isInstanceOf(Outcome.Later.class);
            assertThat(server.commands).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
            assertThat(server.mails).isEmpty();
        }
    }

    /** A certificate that nobody trusts, first refused and then trusted. */
    @Test
    void theNameOfTheServerIsAskedOfItsCertificate() throws Exception {
        KeyStore store = Certificates.store(Certificates.file(dir, "mail.example"));
        try (MailServer server = new MailServer(Optional.of(Certificates.context(store)), Map.of())) {
            SinkSettings settings = settings(server.port(), Security.STARTTLS, "user");
            Outcome refused = send(settings);
            assertThat(refused).isInstanceOf(Outcome.Later.class);
            assertThat(server.commands).noneMatch(c -> c.contains("AUTH PLAIN") || c.contains("AUTH LOGIN"));
            Certificates.trusting(store, () -> {
                assertThat(send(settings)).isInstanceOf(Outcome.Delivered.class);
                assertThat(send(new SinkSettings.Email(
                                "other.example",
                                server.port(),
                                Security.STARTTLS,
                                "",
                                "",
                                "a@example.com",
                                List.of("b@example.com"))))
                        .isInstanceOf(Outcome.Later.class);
            });
            String login = Base64.getEncoder().encodeToString("\0user\0pass word".getBytes(StandardCharsets.UTF_8));
            assertThat(server.commands)
                    .anyMatch(c -> c.startsWith("tls AUTH"))
                    .anyMatch(c -> c.contains(login) || c.contains("tls AUTH LOGIN"));
            assertThat(server.mails).hasSize(1);
        }
    }

    @Test
    void onlyTheAllowedAddressIsConnectedTo() throws Exception {
        try (MailServer server = new MailServer(Optional.empty(), Map.of())) {
            Outcome outcome = Sink.of(settings(server.port(), Security.NONE, ""), (host, port) -> {
                        throw new Destinations.Forbidden(host + ":" + port + " is not called");
                    })
                    .send(HttpSinksTest.message(1));
            assertThat(outcome).isEqualTo(new Outcome.Refused("mail.example:" + server.port() + " is not called"));
            assertThat(server.commands).isEmpty();
        }
    }
}
