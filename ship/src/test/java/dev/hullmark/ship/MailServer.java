package dev.hullmark.ship;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks SMTP on loopback (RFC 5321) and keeps what it gets; answers to commands may be set. */
final class MailServer implements AutoCloseable {
    /** What clients said, and whether TLS was on. */
    final List<String> commands = Collections.synchronizedList(new ArrayList<>());

    final List<String> mails = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final Map<String, String> answers;

    /** @param answers by the first word of a command */
    MailServer(Optional<SSLContext> tls, Map<String, String> answers) throws IOException {
        this.tls = tls;
        this.answers = answers;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                say(socket, "220 mail.example ready");
                talk(socket, false);
            } catch (IOException e) {
                // The client went away, or the test is over.
            }
        }
    }

    private void talk(Socket socket, boolean secure) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add((secure ? "tls " : "") + line);
            String word = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            if (answers.containsKey(word)) {
                say(socket, answers.get(word));
                continue;
            }
            switch (word) {
                case "EHLO" ->
                    say(
                            socket,
                            "250-mail.example" + (tls.isPresent() && !secure ? "\r\n250-STARTTLS" : "")
                                    + "\r\n250 AUTH PLAIN LOGIN");
                case "STARTTLS" -> {
                    say(socket, "220 go on");
                    SSLSocket safe = (SSLSocket)
                            tls.orElseThrow().getSocketFactory().createSocket(socket, "mail.example", port(), true);
                    safe.setUseClientMode(false);
                    safe.startHandshake();
                    talk(safe, true);
                    return;
                }
                case "AUTH" -> say(socket, "235 welcome");
                case "DATA" -> {
                    say(socket, "354 go on");
                    mails.add(data(in));
                    say(socket, "250 kept");
                }
                case "QUIT" -> {
                    say(socket, "221 bye");
                    return;
                }
                default -> say(socket, "250 ok");
            }
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
