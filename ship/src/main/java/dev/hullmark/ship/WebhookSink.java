package dev.hullmark.ship;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts a message as JSON, signed: HMAC-SHA256 (RFC 2104) over the time stamp, a full stop and the body, so that neither
 * can be changed, and an old message not be sent again by others.
 */
final class WebhookSink implements Sink {
    private final SinkSettings.Webhook settings;
    private final Poster poster;

    WebhookSink(SinkSettings.Webhook settings, Poster poster) {
        this.settings = settings;
        this.poster = poster;
    }

    @Override
    public Outcome send(Message message) {
        String body = MessageJson.write(message);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Hullmark-Event", message.event());
        headers.put("X-Hullmark-Delivery", message.id());
        headers.put("X-Hullmark-Timestamp", timestamp);
        if (!settings.secret().isEmpty()) {
            headers.put("X-Hullmark-Signature", "sha256=" + signature(timestamp + "." + body));
        }
        return poster.post(settings.url(), body, headers);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
