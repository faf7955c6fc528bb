package io.blindhop.functions.lambda.edge;

import io.blindhop.functions.lambda.secrets.SecretStore;
import io.blindhop.functions.lambda.secrets.TokenSecretDocument;
import io.blindhop.functions.lambda.secrets.TokenSecrets;
import io.blindhop.protocol.Bytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The keys by which CloudFront proves itself: all that {@code sync} accepts are in a secret, the one that CloudFront signs with
 * is also in its key-value store.
 *
 * <p>No request is lost by a rotation. A new key is in the secret first. Only when every copy of {@code sync} has looked there
 * ({@link TokenSecretDocument#NOTICE}) does a run of maintenance hand it to CloudFront, and the key before it is accepted until
 * a later rotation finds it older than an hour.
 *
 * @param secret name of the secret
 */
public record OriginKeys(SecretStore secrets, String secret, OriginKeyStore edge) {
    /** The keys that are accepted, for a copy of {@code sync}. */
    public static Supplier<List<String>> accepted(SecretStore secrets, String secret, InstantSource clock) {
        TokenSecrets watched = TokenSecrets.open(secrets, secret, clock);
        return () -> watched.document().ordered(clock.instant()).stream()
                .map(Bytes::toBase64)
                .toList();
    }

    /** Makes the first key if there is none, and hands it to CloudFront. @return whether one was made */
    public boolean initialise(InstantSource clock, SecureRandom random) {
        boolean made = secrets.read(secret).isEmpty()
                && secrets.writeFirst(
                        secret,
                        TokenSecretDocument.first(clock.instant(), random).write());
        publish(clock);
        return made;
    }

    /** Hands CloudFront the key that is to sign now, unless it has it. @return whether it had not */
    public boolean publish(InstantSource clock) {
        String signs = document().ordered(clock.instant()).getFirst().toBase64();
        if (edge.read().filter(signs::equals).isPresent()) {
            return false;
        }
        edge.write(signs);
        return true;
    }

    /** Makes a new key. What is due is published first, so that the key in use is never among those that are dropped. */
    public void rotate(InstantSource clock, SecureRandom random) {
        publish(clock);
        secrets.replace(secret, document().rotated(clock.instant(), random).write());
    }

    private TokenSecretDocument document() {
        return secrets.read(secret)
                .map(TokenSecretDocument::read)
                .orElseThrow(() -> new IllegalStateException("There is no key for CloudFront yet: initialise first"));
    }
}
