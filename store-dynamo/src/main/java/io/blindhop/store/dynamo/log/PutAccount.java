package io.blindhop.store.dynamo.log;

/**
 * Counts what puts store, before they store it.
 *
 * <p>Asked once for every put that has something new, after its duplicates have been found and before anything of it is
 * written. A put that dies afterwards stays counted until somebody counts again.
 */
@FunctionalInterface
public interface PutAccount {
    PutAccount NONE = (entries, bytes) -> Charge.NONE;

    /**
     * Counts new entries and their payload bytes, or refuses them by an exception; then nothing of the put is stored.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be said whether there is room
     */
    Charge charge(long entries, long bytes);

    /** What was counted for one put. */
    @FunctionalInterface
    interface Charge {
        Charge NONE = (entries, bytes) -> {};

        /** Takes back what was not stored after all, because it was refused or somebody else stored it first. */
        void refund(long entries, long bytes);
    }
}
