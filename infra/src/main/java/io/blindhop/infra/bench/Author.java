package io.blindhop.infra.bench;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.signature.AuthorSigningBytes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes document entries as MindooDB clients do: an Automerge change, encrypted, under an id of protocol 1.3, with both
 * author signatures. For any thread.
 *
 * @param keyId names {@code key}, with which payloads are encrypted
 */
public record Author(SigningKey signing, String keyId, Bytes key, SecureRandom random) {
    /** What a change of a document is about. */
    record Draft(String entryType, String docId, List<String> dependencyIds, long createdAt) {}

    ArrivedEntry write(Draft draft, ChangeChunk change) {
        Bytes payload = AesGcm.sealWithIv(key, change.bytes(), random);
        String id = id(draft, change);
        Bytes signature = signing.sign(payload);
        EntryMetadata unsigned = metadata(draft, id, payload, change.bytes().length(), signature, Optional.empty());
        Bytes overMetadata = signing.sign(AuthorSigningBytes.of(unsigned));
        return new ArrivedEntry(
                metadata(draft, id, payload, change.bytes().length(), signature, Optional.of(overMetadata)), payload);
    }

    /** The next chunk of the only attachment of a document. */
    public ArrivedEntry chunk(String docId, Optional<String> previous, Bytes plain, long createdAt) {
        Draft draft = new Draft("attachment_chunk", docId, previous.stream().toList(), createdAt);
        Bytes payload = AesGcm.sealWithIv(key, plain, random);
        String id =
                docId + "_a_" + new UUID(0, 0) + "_" + ContentHash.of(payload).substring(0, 24);
        Bytes signature = signing.sign(payload);
        EntryMetadata unsigned = metadata(draft, id, payload, plain.length(), signature, Optional.empty());
        Bytes overMetadata = signing.sign(AuthorSigningBytes.of(unsigned));
        return new ArrivedEntry(
                metadata(draft, id, payload, plain.length(), signature, Optional.of(overMetadata)), payload);
    }

    private static String id(Draft draft, ChangeChunk change) {
        String joined =
                draft.dependencyIds().stream().map(Author::changeHash).sorted().collect(Collectors.joining(","));
        String fingerprint = draft.dependencyIds().isEmpty()
                ? "0"
                : ContentHash.of(Bytes.utf8(joined)).substring(0, 8);
        return draft.docId() + "_d_" + fingerprint + "_" + change.hash();
    }

    static String changeHash(String entryId) {
        return entryId.substring(entryId.lastIndexOf('_') + 1);
    }

    private EntryMetadata metadata(
            Draft draft, String id, Bytes payload, int originalSize, Bytes signature, Optional<Bytes> overMetadata) {
        return new EntryMetadata(
                draft.entryType(),
                id,
                ContentHash.of(payload),
                draft.docId(),
                draft.dependencyIds(),
                draft.createdAt(),
                signing.publicPem(),
                keyId,
                Optional.empty(),
                Optional.empty(),
                signature,
                overMetadata,
                OptionalLong.of(originalSize),
                OptionalLong.of(payload.length()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(2));
    }
}
