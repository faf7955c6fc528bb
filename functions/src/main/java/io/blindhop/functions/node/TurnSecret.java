package io.blindhop.functions.node;

/** What we share with a TURN server: {@code static-auth-secret} of coturn. It may be replaced while a node runs. */
@FunctionalInterface
public interface TurnSecret {
    /** @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be read now */
    String text();

    /** One that stays. */
    record Fixed(String text) implements TurnSecret {
        /** Secrets do not belong into logs. */
        @Override
        public String toString() {
            return "a secret";
        }
    }
}
