package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The two secrets of a node: its identity, which stays, and the master secrets of its tokens, which are replaced now and then.
 *
 * @param identity name of the first
 * @param tokens name of the second
 */
public record NodeSecrets(SecretStore store, String identity, String tokens) {
    /** @throws StoreUnavailableException if it cannot be read now, or does not exist yet */
    public Identity readIdentity() {
        return store.read(identity)
                .map(IdentityDocument::read)
                .orElseThrow(() -> new StoreUnavailableException(
                        "The secret with the server's identity is empty: invoke the maintenance function to"
                                + " initialise it"));
    }

    public MasterSecrets openTokenSecrets(InstantSource clock) {
        return new MasterSecrets(TokenSecrets.open(store, tokens, clock));
    }

    /**
     * Makes what is not there yet. May be done at the same time by many: all end up with the same secrets.
     *
     * @return whether anything was made
     */
    public boolean initialise(InstantSource clock, SecureRandom random) {
        boolean made = false;
        if (store.read(identity).isEmpty()) {
            made = store.writeFirst(identity, IdentityDocument.write(fresh(random)));
        }
        if (store.read(tokens).isEmpty()) {
            String first = TokenSecretDocument.first(clock.instant(), random).write();
            made |= store.writeFirst(tokens, first);
        }
        return made;
    }

    private static Identity fresh(SecureRandom random) {
        byte[] name = new byte[4];
        random.nextBytes(name);
        return new Identity(
                "CN=blindhop-" + Bytes.wrap(name).toHex(), SigningKey.generate(random), UnwrappingKey.generate(random));
    }

    /** Puts a new master secret in front. Tokens that were issued before stay good until they expire. */
    public void rotateTokenSecret(InstantSource clock, SecureRandom random) {
        TokenSecretDocument now = store.read(tokens)
                .map(TokenSecretDocument::read)
                .orElseThrow(() -> new IllegalStateException("There is no secret for tokens yet to be replaced"));
        store.replace(tokens, now.rotated(clock.instant(), random).write());
    }
}
