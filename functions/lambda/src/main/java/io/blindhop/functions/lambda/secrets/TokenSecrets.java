package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.auth.MasterSecret;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The master secrets in force. */
public final class TokenSecrets implements Supplier<List<MasterSecret>> {
    private final WatchedSecret<TokenSecretDocument> watched;
    private final InstantSource clock;

    /** Reads them. @throws StoreUnavailableException if they cannot be read now, or do not exist yet */
    public static TokenSecrets open(SecretStore store, String name, InstantSource clock) {
        TokenSecrets secrets = new TokenSecrets(store, name, clock);
        var _ = secrets.document();
        return secrets;
    }

    private TokenSecrets(SecretStore store, String name, InstantSource clock) {
        this.watched = new WatchedSecret<>(
                store,
                name,
                TokenSecretDocument::read,
                "The secret for tokens is empty: invoke the maintenance function to initialise it",
                clock);
        this.clock = clock;
    }

    @Override
    public List<MasterSecret> get() {
        return document().inForce(clock.instant());
    }

    /** The secret as it was when it was looked at last. @throws StoreUnavailableException if that was too long ago */
    public TokenSecretDocument document() {
        return watched.get();
    }
}
