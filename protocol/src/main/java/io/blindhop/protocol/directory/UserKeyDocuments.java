package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.automerge.MalformedChunkException;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.entry.EntryMetadata;
import java.util.List;
import java.util.Optional;

/** Whose the documents of the {@code userdirectory} database are (protocol 4.8). */
public final class UserKeyDocuments {
    private static final String KEY_ID = "$publicinfos";

    private final List<Bytes> keys;

    /** @param publicInfosKeys the versions of {@code $publicinfos}, newest first, 32 bytes each */
    public UserKeyDocuments(List<Bytes> publicInfosKeys) {
        this.keys = List.copyOf(publicInfosKeys);
    }

    /**
     * The username hash in the entry that created a document; empty if it has none, or cannot be read: a document that says
     * of nobody that it is theirs.
     *
     * @param payload of a {@code doc_create}, encrypted: a change or a whole document
     */
    public Optional<String> owner(EntryMetadata create, Bytes payload) {
        if (!create.decryptionKeyId().equals(KEY_ID)) {
            return Optional.empty();
        }
        return keys.stream()
                .flatMap(key -> opened(key, payload).stream())
                .findFirst()
                .flatMap(UserKeyDocuments::hashIn);
    }

    private static Optional<Bytes> opened(Bytes key, Bytes payload) {
        try {
            return Optional.of(AesGcm.openWithIv(key, payload));
        } catch (DecryptionException anotherVersionMayOpenIt) {
            return Optional.empty();
        }
    }

    private static Optional<String> hashIn(Bytes plaintext) {
        AutomergeDocument document = new AutomergeDocument();
        try {
            document.apply(plaintext);
            return GrantKeys.nonEmpty(document.root().text("username_hash"));
        } catch (MalformedChunkException saysNothing) {
            return Optional.empty();
        }
    }
}
