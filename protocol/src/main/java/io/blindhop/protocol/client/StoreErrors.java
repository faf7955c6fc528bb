package io.blindhop.protocol.client;

import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.function.Supplier;

/** What the failure of a call means to whoever uses a store. */
final class StoreErrors {
    private static final int LOOP_DETECTED = 508;

    private StoreErrors() {}

    /**
     * Makes a call.
     *
     * @throws RemoteRefusedException if the other server refused it with 400 to 499, or with 508 because nodes form a loop
     * @throws StoreUnavailableException for every other {@link RemoteException}
     */
    static <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (RemoteException e) {
            throw meaning(e);
        }
    }

    private static RuntimeException meaning(RemoteException failure) {
        if (failure instanceof RemoteRefusedException refused
                && (refused.status() / 100 == 4 || refused.status() == LOOP_DETECTED)) {
            return refused;
        }
        return new StoreUnavailableException(failure.getMessage(), failure);
    }
}
