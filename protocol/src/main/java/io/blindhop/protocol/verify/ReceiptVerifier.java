package io.blindhop.protocol.verify;

import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.signature.WitnessSigningBytes;

/** Tells receipts from what only looks like one (protocol 1.9). Whether the witness is trusted is not decided here. */
public final class ReceiptVerifier {
    private ReceiptVerifier() {}

    /** @param dbId of the database in which the entry is said to have been received, case preserved */
    public static boolean verifies(EntryMetadata entry, String dbId, WitnessReceipt receipt) {
        try {
            String witness = receipt.receivedByPublicKey();
            return VerifyingKey.fromPem(witness)
                    .verify(WitnessSigningBytes.of(entry, dbId, receipt.receivedAt(), witness), receipt.signature());
        } catch (MalformedKeyException nobodyCanHaveSigned) {
            return false;
        }
    }
}
