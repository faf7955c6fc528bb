package io.blindhop.functions.sync;

import io.blindhop.functions.http.AnswerRoom;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.wire.EntryLength;
import io.blindhop.protocol.wire.FrameWriter;
import io.blindhop.protocol.wire.HoldBackOutputStream;
import io.blindhop.protocol.wire.SyncRequest;
import io.blindhop.protocol.wire.SyncResponses;
import io.blindhop.protocol.wire.SyncResponses.SessionEntry;
import java.security.SecureRandom;

/**
 * The routes that answer with payloads (protocol 3.3.3), each payload encrypted once more for the device that asks. They
 * are streamed: the store holds a bounded number of payload bytes however many are asked for.
 *
 * <p>Where answers have a limit, the rows of what is asked for tell the length of the payloads before the first byte. The
 * rows of 500 entries, more than clients ask for at a time, are needed anyway and kept; those of more are read twice.
 */
final class Entries {
    private final SecureRandom random;

    Entries(SecureRandom random) {
        this.random = random;
    }

    HttpResponse json(Target target, SyncRequest.GetEntries request) {
        WrappingKey reader = target.caller().reader();
        EntryRead read = target.store().reading(request.ids());
        requireRoom(target.room(), read, request.sessionKeyWrap() ? EntryLength::inSession : EntryLength::inHybrid);
        Figures figures = Figures.ofWork();
        if (!request.sessionKeyWrap()) {
            return Json.streamed(out -> SyncResponses.rsaEntries(
                    out,
                    sink -> Sealing.feed(
                            read,
                            (entry, payload) ->
                                    new SyncResponses.RsaEntry(entry, HybridContainer.encrypt(reader, payload, random)),
                            ready -> {
                                sink.accept(ready);
                                figures.entryOut();
                            })));
        }
        SessionKey key = SessionKey.generate(random);
        return Json.streamed(out -> SyncResponses.sessionEntries(
                out,
                key.wrapFor(reader),
                sink -> Sealing.feed(read, (entry, payload) -> inSession(key, entry, payload), ready -> {
                    sink.accept(ready);
                    figures.entryOut();
                })));
    }

    private static SessionEntry inSession(SessionKey key, StoredEntry entry, Bytes payload) {
        SessionKey.Sealed sealed = key.seal(payload);
        return new SessionEntry(entry, sealed.iv(), sealed.ciphertext());
    }

    HttpResponse binary(Target target, SyncRequest.GetEntriesBinary request) {
        SessionKey key = SessionKey.generate(random);
        var wrapped = key.wrapFor(target.caller().reader());
        EntryRead read = target.store().reading(request.ids());
        requireRoom(target.room().plain(), read, EntryLength::framed);
        Figures figures = Figures.ofWork();
        return HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
            // A body that ends between two frames looks whole: the last byte leaves only when everything is there.
            HoldBackOutputStream held = new HoldBackOutputStream(out);
            FrameWriter frames = FrameWriter.start(held, wrapped);
            Sealing.feed(read, (entry, payload) -> inSession(key, entry, payload), ready -> {
                frames.entry(ready.entry(), ready.iv(), ready.sessionEncryptedPayload());
                figures.entryOut();
            });
            held.complete();
        });
    }

    private interface Length {
        long of(StoredEntry entry, long payloadBytes);
    }

    /** Without a limit nothing is looked up here before its time. */
    private static void requireRoom(AnswerRoom room, EntryRead read, Length length) {
        read.begin();
        if (room.limitBytes().isEmpty()) {
            return;
        }
        long[] bytes = {0};
        read.preview((entry, payloadBytes) ->
                bytes[0] += room.gzip() ? EntryLength.compressed(payloadBytes) : length.of(entry, payloadBytes));
        room.require(bytes[0]);
    }
}
