package io.blindhop.functions.lambda.secrets;

import java.util.Optional;

/** Secrets by name, each a text. */
public interface SecretStore {
    /**
     * The text in force; empty if the secret was never given one.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be asked for now
     * @throws IllegalStateException if there is no such secret, or no permission to read it
     */
    Optional<String> read(String name);

    /**
     * Gives a secret its first text, once: of many who do so at the same time one wins, and the others get false and read
     * what the winner wrote.
     */
    boolean writeFirst(String name, String text);

    /** Replaces the text. */
    void replace(String name, String text);
}
