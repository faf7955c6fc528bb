package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import java.util.Collection;
import java.util.List;

/**
 * How a put keeps its entries: {@link InlineBody in the commit's own row}, so that one conditional write is the whole put, or
 * {@link ObjectBody in objects and blocks} that the commit refers to. Where a way has nothing to do at some step, it does not
 * implement it.
 */
interface PutBody {
    /** Makes everything durable that does not depend on the order which the put will win. */
    default void prepare(Collection<VerifiedEntry> entries) {}

    /** What the commit will hold if it is received then, durable but for the commit itself. */
    Draft draft(Collection<VerifiedEntry> entries, long receivedAt, int attempt);

    /**
     * Stamped records in blocks.
     *
     * @param receivedAt milliseconds
     */
    record Draft(long receivedAt, List<EntryRecord> records, BlockRefs blocks) {}

    /** The put is too old to commit: maintenance may take it for dead already. */
    default void expired() {}

    /** Removes everything: there is no commit, and there will be none. */
    default void abandon() {}

    /** The put has committed: what may be shared by others is made known, what came to nothing is removed. */
    default void committed(Draft draft) {}

    /** Runs work that writes objects under the name of the put, which maintenance finds if this process dies in it. */
    void indexing(Runnable work);

    /** The put is done. */
    default void end() {}
}
