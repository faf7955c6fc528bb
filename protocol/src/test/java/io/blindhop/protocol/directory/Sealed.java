package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes directory entries that no client wrote. */
record Sealed(String type, String id, List<String> dependencies, long order) {
    DirectoryEntry byAdmin(Bytes plaintext) {
        return entry(plaintext, RecordedDirectory.signingKey("admin"), "$publicinfos");
    }

    DirectoryEntry entry(Bytes plaintext, String author, String keyId) {
        byte[] iv = new byte[AesGcm.IV_LENGTH];
        iv[0] = (byte) order;
        iv[1] = (byte) (order >> 8);
        byte[] sealed =
                AesGcm.seal(RecordedDirectory.KEY, Bytes.copyOf(iv), plaintext).toArray();
        byte[] payload = new byte[iv.length + sealed.length];
        System.arraycopy(iv, 0, payload, 0, iv.length);
        System.arraycopy(sealed, 0, payload, iv.length, sealed.length);
        EntryMetadata metadata = new EntryMetadata(
                type,
                id,
                "",
                "d",
                dependencies,
                order,
                author,
                keyId,
                Optional.empty(),
                Optional.empty(),
                Bytes.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        return new DirectoryEntry(new StoredEntry(metadata, order, Optional.empty()), Bytes.wrap(payload));
    }
}
