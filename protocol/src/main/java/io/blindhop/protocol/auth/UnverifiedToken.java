package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.util.Optional;

/**
 * A text in the form of a JWT. What it claims cannot be read from it: only {@link Tokens} turns it into a
 * {@link Principal}, by verifying it.
 */
public final class UnverifiedToken {
    /** Characters; the longest name and key fit twice over. */
    public static final int MAX_LENGTH = 8192;

    private final String signed;
    private final Bytes payload;
    private final Bytes mac;

    private UnverifiedToken(String signed, Bytes payload, Bytes mac) {
        this.signed = signed;
        this.payload = payload;
        this.mac = mac;
    }

    /** Takes the text apart; empty if it is too long or not in three parts with exactly our header. */
    public static Optional<UnverifiedToken> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(Tokens.HEADER)) {
            return Optional.empty();
        }
        return UrlBase64.decode(parts[1])
                .flatMap(payload -> UrlBase64.decode(parts[2])
                        .map(mac -> new UnverifiedToken(parts[0] + "." + parts[1], payload, mac)));
    }

    /** The payload, if one of the keys made the code. */
    Optional<Bytes> payload(SecretKeys keys) {
        return keys.verify(Bytes.utf8(signed), mac) ? Optional.of(payload) : Optional.empty();
    }

    /** A token is a credential and does not belong into a log. */
    @Override
    public String toString() {
        return "an unverified token";
    }
}
