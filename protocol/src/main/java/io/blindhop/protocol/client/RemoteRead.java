package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.wire.PayloadAnswers;
import io.blindhop.protocol.wire.SyncBodies;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Entries with their payloads, in the order of their ids, one in memory at a time. A read that breaks off is taken up again
 * after the last entry that was handed on. For one thread.
 */
final class RemoteRead {
    /** Of one payload: 256 chunks of an attachment. */
    static final int MAX_PAYLOAD = 64 * 1024 * 1024;

    /** Ids of one request. */
    private static final int ROUND = 1000;

    private static final int TOO_LARGE = 413;

    private final RemoteStore store;
    private final List<String> ids;
    private final Taker taker;
    private int next;
    private int end;

    RemoteRead(RemoteStore store, List<String> ids, Taker taker) {
        this.store = store;
        this.ids = ids;
        this.taker = taker;
    }

    /** Takes an entry, and its payload if it wants it. */
    interface Taker {
        void accept(StoredEntry entry, Supplier<Bytes> payload);
    }

    void run() {
        PayloadFormat format = store.terms().payloads();
        int round = ROUND;
        while (next < ids.size()) {
            end = Math.min(ids.size(), next + round);
            try {
                request(format);
                next = end;
            } catch (RemoteRefusedException e) {
                if (e.status() != TOO_LARGE || end - next == 1) {
                    throw e;
                }
                round = (end - next) / 2;
            }
        }
    }

    private void request(PayloadFormat format) {
        boolean session = format == PayloadFormat.SESSION;
        Supplier<Bytes> body = () -> format == PayloadFormat.FRAMES
                ? SyncBodies.ids(store.dbId(), ids.subList(next, end))
                : SyncBodies.getEntries(store.dbId(), ids.subList(next, end), session);
        String route = format == PayloadFormat.FRAMES ? "getEntriesBinary" : "getEntries";
        store.post(route, body, answer -> {
            read(format, answer);
            return true;
        });
    }

    private void read(PayloadFormat format, InputStream answer) throws IOException {
        SessionKey[] key = new SessionKey[1];
        switch (format) {
            case FRAMES ->
                PayloadAnswers.frames(
                        answer,
                        MAX_PAYLOAD,
                        wrapped -> key[0] = store.tenant().sessionKey(wrapped),
                        entry -> take(
                                entry.entry(),
                                () -> key[0].open(new SessionKey.Sealed(entry.iv(), entry.sessionEncryptedPayload()))));
            case SESSION ->
                PayloadAnswers.session(
                        answer,
                        MAX_PAYLOAD,
                        wrapped -> key[0] = store.tenant().sessionKey(wrapped),
                        entry -> take(
                                entry.entry(),
                                () -> key[0].open(new SessionKey.Sealed(entry.iv(), entry.sessionEncryptedPayload()))));
            case HYBRID ->
                PayloadAnswers.hybrid(
                        answer,
                        MAX_PAYLOAD,
                        entry -> take(entry.entry(), () -> store.tenant().unwrapped(entry.rsaEncryptedPayload())));
        }
    }

    private void take(StoredEntry entry, Supplier<Bytes> sealed) {
        int index = next;
        while (index < end && !ids.get(index).equals(entry.id())) {
            index++;
        }
        if (index == end) {
            throw new BadAnswerException(
                    store + " handed out " + entry.id() + ", which was not asked for at this place");
        }
        taker.accept(entry, () -> verified(entry, sealed.get()));
        next = index + 1;
    }

    private Bytes verified(StoredEntry entry, Bytes payload) {
        return switch (store.tenant().verifier().verify(new ArrivedEntry(entry.metadata(), payload))) {
            case EntryVerifier.Verified verified -> payload;
            case EntryVerifier.Refused refused ->
                throw new CorruptStoreException(store + " handed out something else: " + refused.reason());
        };
    }
}
