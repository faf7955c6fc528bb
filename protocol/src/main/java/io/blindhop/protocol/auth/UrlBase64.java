package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding. Of all texts for the same bytes only the one that encoding gives is read. */
final class UrlBase64 {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private UrlBase64() {}

    static String encode(Bytes bytes) {
        return ENCODER.encodeToString(bytes.toArray());
    }

    static Optional<Bytes> decode(String text) {
        try {
            Bytes bytes = Bytes.wrap(Base64.getUrlDecoder().decode(text));
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
