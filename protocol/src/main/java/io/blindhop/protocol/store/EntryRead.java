package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.StoredEntry;
import java.io.IOException;

/**
 * A read that has not begun: what it will hand out can be looked at before, without a payload being read. For one thread.
 */
public interface EntryRead {
    /** Is told of one entry that will be handed out. */
    @FunctionalInterface
    interface Preview {
        /** @param payloadBytes of the payload as it is stored */
        void entry(StoredEntry entry, long payloadBytes);
    }

    /**
     * Does what may fail before the first entry is handed out, as far as it can be told apart: whoever has an answer to give
     * calls this before it gives the status. May be left out.
     */
    default void begin() {}

    /**
     * Looks up every entry, in request order. What the read needs anyway and fits into memory is kept for it: up to 500
     * entries are not looked up a second time. A store that cannot say leaves entries out.
     */
    void preview(Preview preview);

    /** Hands out the entries, see {@link ContentAddressedStore#read}. */
    void to(EntrySink sink) throws IOException;
}
