package dev.hullmark.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636), as a client of one issuer. What it says of itself
 * (Discovery 1.0) and its keys are asked for at each login: they are few, and a key that was taken back is then no good.
 */
final class Oidc {
    /** No "none", and no HMAC: its key would be the client's secret. */
    private static final Set<JWSAlgorithm> SIGNED = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int SKEW_SECONDS = 60;

    private final OidcSettings settings;
    private final Issuer issuer;
    private final ClientID client;
    private final Secret secret;

    Oidc(OidcSettings settings) {
        this.settings = settings;
        issuer = new Issuer(settings.issuer());
        client = new ClientID(settings.clientId());
        secret = secret(settings);
    }

    private static Secret secret(OidcSettings settings) {
        try {
            String secret = Files.readString(settings.clientSecretFile()).strip();
            if (secret.isEmpty()) {
                throw new HullmarkException(settings.clientSecretFile() + " holds no client secret.");
            }
            return new Secret(secret);
        } catch (IOException e) {
            throw new HullmarkException(
                    "The client secret " + settings.clientSecretFile() + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A login that can't go on. The message is half a sentence without secrets. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String why, Throwable cause) {
            super(why, cause);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Where the browser is sent to. */
    URI begin(URI back, String state, String nonce, String verifier) throws Failed {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), client, back)
                .endpointURI(discover().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** What the issuer says of whoever came back with this code. */
    IDTokenClaimsSet finish(String code, URI back, String nonce, String verifier) throws Failed {
        OIDCProviderMetadata metadata = discover();
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            metadata.getTokenEndpointURI(),
                            authentication(metadata),
                            new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(verifier)))
                    .build()
                    .toHTTPRequest();
            Map<String, String> headers = new LinkedHashMap<>();
            if (request.getAuthorization() != null) {
                headers.put("Authorization", request.getAuthorization());
            }
            Issuer.Answer answer = issuer.post(metadata.getTokenEndpointURI(), headers, request.getBody());
            if (answer.status() != 200) {
                throw new Failed("the issuer takes no such code", new IOException("status " + answer.status()));
            }
            OIDCTokenResponse tokens = OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.body()));
            JWKSet keys = JWKSet.parse(issuer.get(metadata.getJWKSetURI()).body());
            IDTokenValidator validator = new IDTokenValidator(
                    metadata.getIssuer(),
                    client,
                    new JWSVerificationKeySelector<SecurityContext>(SIGNED, new ImmutableJWKSet<>(keys)),
                    (header, context) -> List.of());
            validator.setMaxClockSkew(SKEW_SECONDS);
            return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(nonce));
        } catch (IOException e) {
            throw new Failed("the issuer can't be asked: " + e.getMessage(), e);
        } catch (ParseException | java.text.ParseException e) {
            throw new Failed("the issuer's answer is not understood", e);
        } catch (BadJOSEException | JOSEException e) {
            throw new Failed("the issuer's ID token is no good: " + e.getMessage(), e);
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> taken = metadata.getTokenEndpointAuthMethods();
        boolean post = taken != null
                && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return post ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    private OIDCProviderMetadata discover() throws Failed {
        try {
            String base = settings.issuer().toString().replaceAll("/$", "");
            Issuer.Answer answer = issuer.get(URI.create(base + "/.well-known/openid-configuration"));
            if (answer.status() != 200) {
                throw new IOException("its configuration is answered with status " + answer.status());
            }
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.body());
            if (!metadata.getIssuer().getValue().equals(settings.issuer().toString())) {
                throw new IOException("it calls itself by another name than --oidc-issuer");
            }
            issuer.own(metadata.getAuthorizationEndpointURI());
            return metadata;
        } catch (IOException e) {
            throw new Failed("the issuer can't be asked: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new Failed("the issuer's configuration is not understood", e);
        }
    }
}
