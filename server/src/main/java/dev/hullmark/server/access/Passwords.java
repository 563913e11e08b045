package dev.hullmark.server.access;

import dev.hullmark.server.http.Refused;
import dev.hullmark.server.http.Secrets;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in PHC strings: {@code $argon2id$v=19$m=…,t=…,p=…$SALT$HASH}. How much a hash costs is OWASP's advice
 * (cheat sheet "Password Storage"); a string says its own cost, so that older ones go on being good.
 */
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final int SALT = 16;
    private static final int HASH = 32;

    /** Hashes made at once: each takes its memory, and a processor. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Cost cost;

    Passwords() {
        this(new Cost(19_456, 2, 1));
    }

    Passwords(Cost cost) {
        this.cost = cost;
    }

    /**
     * @param memory in KiB
     * @param passes over it
     */
    record Cost(int memory, int passes, int lanes) {
        /** A string from elsewhere may not ask for more than we would ever do. */
        boolean sound() {
            return lanes >= 1 && lanes <= 16 && memory >= 8 * lanes && memory <= 1 << 18 && passes >= 1 && passes <= 16;
        }
    }

    /** Salt and hash in Base64. */
    private record Hashed(Cost cost, String salt, String hash) {
        static Hashed of(Cost cost, byte[] salt, byte[] hash) {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return new Hashed(cost, base64.encodeToString(salt), base64.encodeToString(hash));
        }

        String phc() {
            return "$argon2id$v=19$m=" + cost.memory + ",t=" + cost.passes + ",p=" + cost.lanes + "$" + salt + "$"
                    + hash;
        }
    }

    /** @return what is wrong with it as a new password of this user, one sentence; or "" */
    static String flaw(String password, String user) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return "A password has " + SHORTEST + " to " + LONGEST + " characters.";
        }
        return password.equalsIgnoreCase(user) || password.chars().distinct().count() < 3
                ? "This password is too easy to guess."
                : "";
    }

    /** @return a PHC string with a salt of its own */
    String hash(String password) {
        byte[] salt = Secrets.random(SALT);
        return Hashed.of(cost, salt, argon2(password, cost, salt, HASH)).phc();
    }

    /** Takes as long for any wrong password, and as long where {@code phc} is none. */
    boolean verify(String password, String phc) {
        Optional<Hashed> hashed = parse(phc);
        Hashed known = hashed.orElseGet(() -> Hashed.of(cost, new byte[SALT], new byte[HASH]));
        byte[] expected = Base64.getDecoder().decode(known.hash);
        byte[] made = argon2(password, known.cost, Base64.getDecoder().decode(known.salt), expected.length);
        return MessageDigest.isEqual(made, expected) && hashed.isPresent();
    }

    /** Whether it was made at another cost than hashes are made at now. */
    boolean outdated(String phc) {
        return !parse(phc).map(Hashed::cost).equals(Optional.of(cost));
    }

    private static Optional<Hashed> parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return Optional.of(new Hashed(cost, matcher.group(4), matcher.group(5)))
                .filter(hashed -> cost.sound() && decodes(hashed.salt) && decodes(hashed.hash));
    }

    private static boolean decodes(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] argon2(String password, Cost cost, byte[] salt, int length) {
        if (!place()) {
            throw new Refused(Status.SERVICE_UNAVAILABLE_503, "Too many log in at once; try again.");
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memory)
                    .withIterations(cost.passes)
                    .withParallelism(cost.lanes)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            // One keyboard's é is two characters, another's is one.
            String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
            generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
