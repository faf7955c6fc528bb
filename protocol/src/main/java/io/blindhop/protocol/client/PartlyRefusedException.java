package io.blindhop.protocol.client;

import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.wire.Rejection;
import java.util.List;

/** The other server took some entries of a push, perhaps none, and refused others for good. Each was decided on by itself. */
public final class PartlyRefusedException extends RuntimeException {
    private final transient List<PutOutcome> taken;
    private final transient List<Rejection> refused;

    PartlyRefusedException(String store, List<PutOutcome> taken, List<Rejection> refused) {
        super(store + " refused " + refused.size() + " of " + (taken.size() + refused.size())
                + " entries, the first because: " + refused.getFirst().reason());
        this.taken = List.copyOf(taken);
        this.refused = List.copyOf(refused);
    }

    /** The same where what was taken is answered otherwise. */
    public PartlyRefusedException with(List<PutOutcome> others) {
        return new PartlyRefusedException(getMessage(), this, others);
    }

    private PartlyRefusedException(String message, PartlyRefusedException cause, List<PutOutcome> taken) {
        super(message, cause);
        this.taken = List.copyOf(taken);
        this.refused = cause.refused;
    }

    /** What is stored there, in the order of the push. */
    public List<PutOutcome> taken() {
        return taken;
    }

    /** What is not; the reasons are the other server's words. */
    public List<Rejection> refused() {
        return refused;
    }
}
