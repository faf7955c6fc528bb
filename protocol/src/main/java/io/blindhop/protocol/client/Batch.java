package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.PushFormat;
import java.util.ArrayList;
import java.util.List;

/** As many entries of a push as fit into one request. */
record Batch(List<VerifiedEntry> entries, List<Bytes> body) {
    /** Entries of one request: a tenth of what servers take, so that one request does not last for minutes. */
    static final int MAX_ENTRIES = 1000;

    /**
     * The batch that begins with the first entry.
     *
     * @return with one entry at least, even if that is larger than the limit
     */
    static Batch first(List<VerifiedEntry> entries, PushFormat format, DatabaseId dbId, long maxBytes) {
        List<Bytes> body = new ArrayList<>(format.start(dbId));
        long bytes = length(body) + length(format.end());
        int count = 0;
        while (count < Math.min(entries.size(), MAX_ENTRIES)) {
            List<Bytes> entry = format.entry(entries.get(count), count == 0);
            bytes += length(entry);
            if (count > 0 && bytes > maxBytes) {
                break;
            }
            body.addAll(entry);
            count++;
        }
        body.addAll(format.end());
        return new Batch(entries.subList(0, count), body);
    }

    long bytes() {
        return length(body);
    }

    private static long length(List<Bytes> parts) {
        return parts.stream().mapToLong(Bytes::length).sum();
    }
}
