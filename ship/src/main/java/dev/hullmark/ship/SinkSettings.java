package dev.hullmark.ship;

import dev.hullmark.model.HullmarkException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.List;

/** Where a sink sends to, and how. Addresses of webhooks are secrets themselves: who knows one may post. */
public sealed interface SinkSettings {
    /** @param secret the key of the signature; "" for none */
    record Webhook(URI url, String secret) implements SinkSettings {
        @Override
        public String toString() {
            return "Webhook";
        }
    }

    record Slack(URI url) implements SinkSettings {
        @Override
        public String toString() {
            return "Slack";
        }
    }

    record Teams(URI url) implements SinkSettings {
        @Override
        public String toString() {
            return "Teams";
        }
    }

    /**
     * A mail server.
     *
     * @param user "" for a server that asks for none
     * @param from one address
     * @param to one or more
     */
    record Email(String host, int port, Security security, String user, String password, String from, List<String> to)
            implements SinkSettings {
        /** @throws HullmarkException for what is no address */
        public Email {
            to = List.copyOf(to);
            checked(from);
            to.forEach(Email::checked);
        }

        private static void checked(String address) {
            try {
                new InternetAddress(address, true).validate();
                if (address.chars().allMatch(c -> c > ' ' && c < 127)) {
                    return;
                }
            } catch (AddressException e) {
                // said below
            }
            throw new HullmarkException("Write each address like name@example.com.");
        }

        @Override
        public String toString() {
            return "Email";
        }
    }

    /** How a mail server is spoken to. */
    enum Security {
        /** TLS from the first byte, usually at port 465. */
        TLS,
        /** TLS after a word in the clear, usually at port 587; without TLS nothing is sent. */
        STARTTLS,
        /** In the clear. */
        NONE
    }
}
