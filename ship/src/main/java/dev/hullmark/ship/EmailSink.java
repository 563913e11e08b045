package dev.hullmark.ship;

import dev.hullmark.ship.SinkSettings.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Sends mail by SMTP, as plain text and HTML. */
final class EmailSink implements Sink {
    private final SinkSettings.Email settings;
    private final Destinations destinations;

    EmailSink(SinkSettings.Email settings, Destinations destinations) {
        this.settings = settings;
        this.destinations = destinations;
    }

    @Override
    public Outcome send(Message message) {
        try {
            return Deadline.within(() -> attempt(message));
        } catch (ExecutionException e) {
            return failed(e);
        }
    }

    private Outcome attempt(Message message) throws MessagingException {
        Session session = Session.getInstance(properties());
        MimeMessage mail = mail(session, message);
        try (Transport transport = session.getTransport()) {
            if (settings.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        }
        return new Outcome.Delivered("taken by " + settings.host());
    }

    private Properties properties() {
        Properties p = new Properties();
        p.setProperty("mail.transport.protocol", "smtp");
        p.setProperty("mail.smtp.host", settings.host());
        p.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        p.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        p.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
        p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        p.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.security() == Security.STARTTLS));
        p.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.security() == Security.STARTTLS));
        String time = Long.toString(Limits.ANSWER_TIME.toMillis());
        p.setProperty("mail.smtp.connectiontimeout", time);
        p.setProperty("mail.smtp.timeout", time);
        p.setProperty("mail.smtp.writetimeout", time);
        CheckedSockets sockets = new CheckedSockets(destinations, settings.host(), settings.port());
        p.put("mail.smtp.socketFactory", sockets);
        p.put("mail.smtp.ssl.socketFactory", sockets);
        // Else it would connect without asking us.
        p.setProperty("mail.smtp.socketFactory.fallback", "false");
        p.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        return p;
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        // The id stays the same when it is sent again: mailboxes drop what they have.
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@hullmark>");
            }
        };
        mail.setFrom(new InternetAddress(settings.from(), true));
        for (String to : settings.to()) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(to, true));
        }
        mail.setSubject(EmailText.subject(message), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(EmailText.plain(message), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(EmailText.html(message), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", plain, html));
        return mail;
    }

    /** What a mail server says with 5 in front is for good (RFC 5321, section 4.2.1). */
    private static Outcome failed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof Destinations.Forbidden) {
                return new Outcome.Refused(String.valueOf(cause.getMessage()));
            }
            if (code(cause) / 100 == 5) {
                return new Outcome.Refused(Words.clean(String.valueOf(cause.getMessage())));
            }
            if (cause instanceof AuthenticationFailedException
                    && String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .startsWith("5")) {
                return new Outcome.Refused(Words.clean(String.valueOf(cause.getMessage())));
            }
        }
        return new Outcome.Later("The mail server did not take it: " + Deadline.why(e) + ".", Optional.empty());
    }

    /** A mail's failures hang on one another beside their causes, too. */
    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException m && m.getNextException() != null ? m.getNextException() : e.getCause();
    }

    private static int code(Throwable e) {
        return switch (e) {
            case SMTPSendFailedException failed -> failed.getReturnCode();
            case SMTPAddressFailedException failed -> failed.getReturnCode();
            case SMTPSenderFailedException failed -> failed.getReturnCode();
            default -> 0;
        };
    }
}
