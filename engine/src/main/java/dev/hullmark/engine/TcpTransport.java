package dev.hullmark.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TCP connection, with TLS whose peer's name is checked where the endpoint wants it. */
final class TcpTransport implements Transport {
    private final Socket socket;

    private TcpTransport(Socket socket) {
        this.socket = socket;
    }

    static TcpTransport plain(String host, int port) throws IOException {
        return new TcpTransport(open(host, port));
    }

    static TcpTransport tls(String host, int port, SSLContext context) throws IOException {
        Socket socket = open(host, port);
        try {
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new TcpTransport(secure);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @SuppressWarnings("AddressSelection") // the user named this host
    private static Socket open(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            int wait = (int) Limits.CONNECT.toMillis();
            socket.connect(new InetSocketAddress(host, port), wait);
            socket.setSoTimeout(wait);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long waitMillis) throws IOException {
        socket.setSoTimeout(Math.clamp(waitMillis, 1, Integer.MAX_VALUE));
        return socket.getInputStream().read(into, offset, length);
    }

    @Override
    public void write(byte[] bytes, long waitMillis) throws IOException {
        // Our requests fit the socket's buffer: a write never waits.
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
