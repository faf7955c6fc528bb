package io.blindhop.functions.lambda.edge;

import io.blindhop.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header that a CloudFront Function puts on every request, in place of any that a client sent:
 *
 * <pre>X-Blindhop-Origin: v1;t=1767225600;a=203.0.113.7;s=&lt;base64url&gt;</pre>
 *
 * <p>{@code t} is the time in seconds, {@code a} the address of the caller as CloudFront sees it, {@code s} the HMAC-SHA256 of
 * {@code blindhop-origin-v1}, t and a, joined by line feeds. The key is the text that is in the key-value store, as it is.
 * {@code terraform/modules/region/origin-proof.js} makes it.
 *
 * @param at when the request passed CloudFront
 * @param address the caller's
 */
record OriginProof(Instant at, String address, Bytes signature) {
    static final String HEADER = "X-Blindhop-Origin";
    /** Between CloudFront and here; a body of 6 MB over a slow line is read before the function starts. */
    static final Duration VALID = Duration.ofMinutes(5);

    private static final String LABEL = "blindhop-origin-v1";
    private static final String HMAC = "HmacSHA256";
    private static final Pattern FORM =
            Pattern.compile("v1;t=([0-9]{1,12});a=([0-9a-fA-F.:]{2,45});s=([A-Za-z0-9_-]{43})");

    /** Empty if it is not of that form. */
    static Optional<OriginProof> parse(String header) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new OriginProof(
                Instant.ofEpochSecond(Long.parseLong(form.group(1))),
                form.group(2),
                Bytes.wrap(Base64.getUrlDecoder().decode(form.group(3)))));
    }

    /** What CloudFront would send; for those who stand in for it. */
    static String header(Instant at, String address, String key) {
        byte[] signature = sign(at, address, key);
        return "v1;t=" + at.getEpochSecond() + ";a=" + address + ";s="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    boolean isCurrent(Instant now) {
        return Duration.between(at, now).abs().compareTo(VALID) <= 0;
    }

    /** Takes as long for a wrong key as for the right one. */
    boolean isSignedWith(String key) {
        return MessageDigest.isEqual(signature.toArray(), sign(at, address, key));
    }

    private static byte[] sign(Instant at, String address, String key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            String text = LABEL + "\n" + at.getEpochSecond() + "\n" + address;
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }
}
