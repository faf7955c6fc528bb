package io.blindhop.functions.lambda.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The master secrets of a node as one secret: {@code {"secrets": [{"secret": base64, "signsFrom": time}, …]}}, the newest
 * first.
 *
 * <p>Copies of a function learn of a new secret at different times, and a token that one of them signs must be good for
 * all. So a new secret is accepted at once and signs only after {@link #NOTICE}, when every copy has looked.
 */
public record TokenSecretDocument(List<Dated> secrets) {
    /** Between the rotation and the first token with the new secret; longer than a copy goes without looking. */
    public static final Duration NOTICE = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A secret, and when it becomes the one that signs. */
    public record Dated(Bytes secret, Instant signsFrom) {}

    public TokenSecretDocument {
        secrets = List.copyOf(secrets);
    }

    /** With one secret, in force at once. */
    public static TokenSecretDocument first(Instant now, SecureRandom random) {
        return new TokenSecretDocument(List.of(new Dated(fresh(random), now)));
    }

    /** With a new secret, and without those whose last token has expired. */
    public TokenSecretDocument rotated(Instant now, SecureRandom random) {
        List<Dated> next = new ArrayList<>();
        next.add(new Dated(fresh(random), now.plus(NOTICE)));
        Instant newer = next.getFirst().signsFrom();
        for (Dated dated : secrets) {
            Instant lastToken = newer.plus(NOTICE).plus(Tokens.LIFETIME).plus(Tokens.MAX_SKEW);
            if (!now.isAfter(lastToken)) {
                next.add(dated);
            }
            newer = dated.signsFrom();
        }
        return new TokenSecretDocument(next);
    }

    /** All that are accepted; the first one signs. */
    public List<MasterSecret> inForce(Instant now) {
        return ordered(now).stream().map(MasterSecret::of).toList();
    }

    /** The same as bytes. */
    public List<Bytes> ordered(Instant now) {
        List<Bytes> early = new ArrayList<>();
        List<Bytes> signing = new ArrayList<>();
        for (Dated dated : secrets) {
            List<Bytes> side = dated.signsFrom().isAfter(now) ? early : signing;
            side.add(dated.secret());
        }
        // A clock that is far behind must not leave the node without a secret: the oldest one signs then.
        List<Bytes> all = signing.isEmpty() ? early.reversed() : new ArrayList<>(signing);
        if (!signing.isEmpty()) {
            all.addAll(early);
        }
        return List.copyOf(all);
    }

    public String write() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("secrets");
        for (Dated dated : secrets) {
            list.addObject()
                    .put("secret", dated.secret().toBase64())
                    .put("signsFrom", dated.signsFrom().toString());
        }
        return document.toString();
    }

    /** @throws IllegalStateException that says what is wrong, without any of the text */
    public static TokenSecretDocument read(String text) {
        try {
            List<Dated> secrets = new ArrayList<>();
            for (JsonNode node : JSON.readTree(text).path("secrets")) {
                Bytes secret = Bytes.fromBase64(node.path("secret").asText());
                MasterSecret.of(secret);
                secrets.add(
                        new Dated(secret, Instant.parse(node.path("signsFrom").asText())));
            }
            if (secrets.isEmpty()) {
                throw new IllegalStateException("The secret for tokens has no secret in it");
            }
            return new TokenSecretDocument(secrets);
        } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalStateException("The secret for tokens is not what rotation writes: "
                    + e.getClass().getSimpleName());
        }
    }

    private static Bytes fresh(SecureRandom random) {
        byte[] secret = new byte[MasterSecret.MIN_BYTES];
        random.nextBytes(secret);
        return Bytes.wrap(secret);
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return secrets.size() + " master secrets";
    }
}
