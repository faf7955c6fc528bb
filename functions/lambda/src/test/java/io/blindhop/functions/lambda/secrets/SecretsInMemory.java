package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets that can be out of reach. */
public class SecretsInMemory implements SecretStore {
    private final Map<String, String> texts = new HashMap<>();
    private boolean away;
    private int reads;

    public void away(boolean now) {
        away = now;
    }

    public int reads() {
        return reads;
    }

    @Override
    public Optional<String> read(String name) {
        reads++;
        if (away) {
            throw new StoreUnavailableException("away");
        }
        return Optional.ofNullable(texts.get(name));
    }

    @Override
    public boolean writeFirst(String name, String text) {
        return texts.putIfAbsent(name, text) == null;
    }

    @Override
    public void replace(String name, String text) {
        texts.put(name, text);
    }
}
