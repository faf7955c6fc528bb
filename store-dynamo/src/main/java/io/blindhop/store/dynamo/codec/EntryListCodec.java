package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.ArrayList;
import java.util.List;

/** What a store said of some entries, compressed: for entries whose payloads are somewhere else. */
public final class EntryListCodec {
    private static final PutId NO_PUT = new PutId("0".repeat(32));

    private EntryListCodec() {}

    public static Bytes encode(List<StoredEntry> entries) {
        ByteWriter plain = new ByteWriter();
        plain.number(entries.size());
        for (StoredEntry entry : entries) {
            plain.number(entry.receiptOrder());
            PayloadLocation elsewhere =
                    new PayloadLocation(NO_PUT, entry.metadata().contentHash(), 0, 0);
            RecordCodec.write(new EntryRecord(entry.metadata(), entry.receipt(), elsewhere), plain);
        }
        return BlockCodec.deflated(plain);
    }

    /** @throws io.blindhop.protocol.store.CorruptStoreException if the bytes are not one encoded list */
    public static List<StoredEntry> decode(Bytes list) {
        ByteReader in = BlockCodec.inflated(list);
        int count = in.count();
        List<StoredEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long order = in.number();
            entries.add(RecordCodec.read(in).at(order));
        }
        in.requireEnd();
        return entries;
    }
}
