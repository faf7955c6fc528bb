package io.blindhop.signaling.room;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.Optional;

/** Things to do for many, of whom one who cannot be served now does not keep the others from being served. */
public final class Attempts {
    private Optional<StoreUnavailableException> first = Optional.empty();

    /** Does it, or remembers that it could not be done. */
    public void attempt(Runnable task) {
        try {
            task.run();
        } catch (StoreUnavailableException e) {
            first = first.or(() -> Optional.of(e));
        }
    }

    /** @throws StoreUnavailableException if something could not be done: the first one */
    public void requireAll() {
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
