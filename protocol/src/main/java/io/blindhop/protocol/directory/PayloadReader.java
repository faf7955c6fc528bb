package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.entry.EntryMetadata;
import java.util.List;

/** Which directory entries count, and what they say. */
final class PayloadReader {
    private static final String KEY_ID = "$publicinfos";

    private final String adminKey;
    private final List<Bytes> keys;

    PayloadReader(String adminSigningPublicKey, List<Bytes> keys) {
        this.adminKey = withoutWhiteSpace(adminSigningPublicKey);
        this.keys = List.copyOf(keys);
    }

    /** Only the administrator's entries count: anybody else may have pushed others. */
    boolean isByAdmin(EntryMetadata entry) {
        return withoutWhiteSpace(entry.createdByPublicKey()).equals(adminKey);
    }

    boolean isForServers(EntryMetadata entry) {
        return entry.decryptionKeyId().equals(KEY_ID);
    }

    /** @throws UnreadableEntryException if no key opens the payload */
    Bytes open(DirectoryEntry entry) throws UnreadableEntryException {
        UnreadableEntryException failure = new UnreadableEntryException(
                "entry " + entry.id() + " opens with none of the " + keys.size() + " versions of " + KEY_ID);
        for (Bytes key : keys) {
            try {
                return AesGcm.openWithIv(key, entry.payload());
            } catch (DecryptionException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static String withoutWhiteSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
