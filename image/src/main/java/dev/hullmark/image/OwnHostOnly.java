package dev.hullmark.image;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.NullUnmarked;

/** Shows a client's certificate to the registry it was made for, and to nobody it sends us on to. */
@NullUnmarked // The interface speaks in nulls.
final class OwnHostOnly extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager theirs;
    private final String host;

    OwnHostOnly(X509ExtendedKeyManager theirs, String host) {
        this.theirs = theirs;
        this.host = host;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return host.equalsIgnoreCase(engine.getPeerHost())
                ? theirs.chooseEngineClientAlias(types, issuers, engine)
                : null;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return null; // the HTTP client works with engines
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return theirs.getClientAliases(type, issuers);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return theirs.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return theirs.getPrivateKey(alias);
    }
}
