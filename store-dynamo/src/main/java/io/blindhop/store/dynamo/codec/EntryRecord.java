package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.Optional;

/** What the log keeps of an entry; its order follows from the commit that holds it. */
public record EntryRecord(EntryMetadata metadata, Optional<WitnessReceipt> receipt, StoredPayload payload) {
    /** With its payload in an object. */
    public EntryRecord(EntryMetadata metadata, Optional<WitnessReceipt> receipt, PayloadLocation location) {
        this(metadata, receipt, new StoredPayload.InObject(location));
    }

    public String id() {
        return metadata.id();
    }

    /** Where in an object the payload is, unless it is {@link StoredPayload.Inline inline}. */
    public Optional<PayloadLocation> location() {
        return payload instanceof StoredPayload.InObject object ? Optional.of(object.location()) : Optional.empty();
    }

    public StoredEntry at(long receiptOrder) {
        return new StoredEntry(metadata, receiptOrder, receipt);
    }
}
