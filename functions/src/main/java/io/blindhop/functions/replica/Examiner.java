package io.blindhop.functions.replica;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which entries of another node may be stored here, and with which receipt. */
interface Examiner {
    /** An entry as the other node has it. */
    record Pulled(StoredEntry stored, Bytes payload) {}

    /** What may be stored, in the order of arrival, and why the rest may not, by id. */
    record Examined(List<VerifiedEntry> admitted, Map<String, String> refused) {}

    Examined examine(List<Pulled> entries);

    /** The receipt under which an admitted entry is stored. */
    Optional<WitnessReceipt> receipt(StoredEntry stored, long receivedAt);
}
