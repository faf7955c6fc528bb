package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.StoredPayload;
import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import io.blindhop.store.dynamo.log.Intents.Intent;
import io.blindhop.store.s3.PutId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Metadata and payloads in the row of the commit. There is nothing that could be left behind, so there is no intent; and
 * whoever reads the commit has read everything.
 *
 * <p>Without an intent a put is not waited for when its tenant is removed. That begins an hour after the last request that saw the
 * tenant alive, and no request and no call of a table lives so long, on Lambda or in the local server.
 */
final class InlineBody implements PutBody {
    private final LogContext context;
    private final Witness witness;
    private final Intent intent;

    /** @param from the tail that the writer saw */
    InlineBody(LogContext context, StoreRows rows, Witness witness, PutId putId, long from) {
        this.context = context;
        this.witness = witness;
        this.intent = new Intent(putId, rows.store(), from);
    }

    /** Whether entries take at most so many bytes of the row of a commit. */
    static boolean fits(Collection<VerifiedEntry> entries, int bytes) {
        long payloads =
                entries.stream().mapToLong(entry -> entry.payload().length()).sum();
        if (payloads >= bytes || entries.size() > LogLimits.BLOCK_ENTRIES) {
            return false;
        }
        Bytes block = encode(
                entries.stream().map(entry -> record(entry, 0, Witness.NONE)).toList());
        return block.length() + (long) entries.size() * LogLimits.RECEIPT_BYTES <= bytes;
    }

    private static EntryRecord record(VerifiedEntry entry, long receivedAt, Witness witness) {
        return new EntryRecord(
                entry.metadata(),
                witness.attest(entry.metadata(), receivedAt),
                new StoredPayload.Inline(entry.payload()));
    }

    private static Bytes encode(List<EntryRecord> records) {
        return BlockCodec.encode(records.stream().map(Optional::of).toList());
    }

    @Override
    public Draft draft(Collection<VerifiedEntry> entries, long receivedAt, int attempt) {
        List<EntryRecord> records = entries.stream()
                .map(entry -> record(entry, receivedAt, witness))
                .toList();
        return new Draft(receivedAt, records, BlockRefs.inRow(attempt, encode(records)));
    }

    @Override
    public void indexing(Runnable work) {
        Intents intents = new Intents(context.table());
        intents.begin(intent);
        work.run();
        intents.end(intent.putId());
    }
}
