package io.blindhop.protocol.entry;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.signature.AuthorSigningBytes;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes entries as MindooDB clients make them: ids of protocol 1.3, both author signatures, random bytes for ciphertext. The
 * same seed makes the same entries in the same order. Not thread-safe.
 */
public final class TestEntries {
    public static final int DEFAULT_PAYLOAD_SIZE = 600;

    private static final EntryVerifier VERIFIER = new EntryVerifier();
    private static final long START = 1_767_225_600_000L;

    private final Random random;
    private final SigningKey author;
    private long now = START;

    public TestEntries(long seed) {
        this.random = new Random(seed);
        this.author = newKey();
    }

    private TestEntries(Random random, SigningKey author) {
        this.random = random;
        this.author = author;
    }

    /** The author of everything made here. */
    public SigningKey author() {
        return author;
    }

    /** A generator with the same seed and another author. */
    public TestEntries by(SigningKey another) {
        return new TestEntries(random, another);
    }

    public SigningKey newKey() {
        return SigningKey.fromSeed(bytes(32));
    }

    public String newDocId() {
        return bytes(12).toHex();
    }

    public ArrivedEntry docCreate(String docId) {
        return docCreate(docId, DEFAULT_PAYLOAD_SIZE);
    }

    public ArrivedEntry docCreate(String docId, int payloadSize) {
        return document("doc_create", docId, List.of(), payloadSize);
    }

    public ArrivedEntry docChange(String docId, List<String> dependencyIds) {
        return docChange(docId, dependencyIds, DEFAULT_PAYLOAD_SIZE);
    }

    public ArrivedEntry docChange(String docId, List<String> dependencyIds, int payloadSize) {
        return document("doc_change", docId, dependencyIds, payloadSize);
    }

    public ArrivedEntry docDelete(String docId, List<String> dependencyIds) {
        return document("doc_delete", docId, dependencyIds, DEFAULT_PAYLOAD_SIZE);
    }

    /** A snapshot of the document at the given heads; as the reference writes it, without an entry version. */
    public ArrivedEntry snapshot(String docId, List<String> headEntryIds, int payloadSize) {
        List<String> headHashes =
                headEntryIds.stream().map(TestEntries::automergeHash).toList();
        String id = documentEntryId(docId, headEntryIds, "snapshot-" + uuid());
        return sign(new Draft("doc_snapshot", id, docId, headEntryIds, "default", bytes(payloadSize))
                .withSnapshotHeads(headHashes, headEntryIds));
    }

    /** One chunk of an attachment; as the reference writes it, without an entry version. */
    public ArrivedEntry attachmentChunk(String docId, Optional<String> previousChunkId, int payloadSize) {
        String id = docId + "_a_" + uuid() + "_" + bytes(12).toHex();
        return sign(new Draft(
                "attachment_chunk", id, docId, previousChunkId.stream().toList(), "default", bytes(payloadSize)));
    }

    /** An entry with any id, type and payload, with an entry version. */
    public ArrivedEntry entry(String entryType, String id, String docId, Bytes payload) {
        return sign(new Draft(entryType, id, docId, List.of(), "default", payload).withEntryVersion());
    }

    /** Like {@link #entry}, under the given key id and with the given author clock. */
    public ArrivedEntry entry(
            String entryType, String id, String docId, String decryptionKeyId, long createdAt, Bytes payload) {
        now = createdAt;
        return sign(new Draft(entryType, id, docId, List.of(), decryptionKeyId, payload).withEntryVersion());
    }

    /** {@code count} documents with one create entry each. */
    public List<VerifiedEntry> verifiedCreates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> verified(docCreate(newDocId())))
                .toList();
    }

    public Bytes bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    public static VerifiedEntry verified(ArrivedEntry arrived) {
        return switch (VERIFIER.verify(arrived)) {
            case EntryVerifier.Verified(VerifiedEntry entry) -> entry;
            case EntryVerifier.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    public static List<VerifiedEntry> verified(ArrivedEntry... arrived) {
        return Arrays.stream(arrived).map(TestEntries::verified).toList();
    }

    private ArrivedEntry document(String type, String docId, List<String> dependencyIds, int payloadSize) {
        String id = documentEntryId(docId, dependencyIds, bytes(32).toHex());
        return sign(new Draft(type, id, docId, dependencyIds, "default", bytes(payloadSize)).withEntryVersion());
    }

    private static String documentEntryId(String docId, List<String> dependencyIds, String automergeHash) {
        String joined =
                dependencyIds.stream().map(TestEntries::automergeHash).sorted().collect(Collectors.joining(","));
        String fingerprint = dependencyIds.isEmpty()
                ? "0"
                : ContentHash.of(Bytes.utf8(joined)).substring(0, 8);
        return docId + "_d_" + fingerprint + "_" + automergeHash;
    }

    private static String automergeHash(String documentEntryId) {
        return documentEntryId.substring(documentEntryId.lastIndexOf('_') + 1);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private ArrivedEntry sign(Draft draft) {
        Bytes signature = author.sign(draft.payload());
        now += 10;
        EntryMetadata unsigned = draft.metadata(now, author.publicPem(), signature, Optional.empty());
        Bytes metadataSignature = author.sign(AuthorSigningBytes.of(unsigned));
        return new ArrivedEntry(
                draft.metadata(now, author.publicPem(), signature, Optional.of(metadataSignature)), draft.payload());
    }

    private record Draft(
            String entryType,
            String id,
            String docId,
            List<String> dependencyIds,
            String decryptionKeyId,
            Bytes payload,
            Optional<List<String>> headHashes,
            Optional<List<String>> headEntryIds,
            OptionalLong entryVersion) {

        Draft(
                String entryType,
                String id,
                String docId,
                List<String> dependencyIds,
                String decryptionKeyId,
                Bytes payload) {
            this(
                    entryType,
                    id,
                    docId,
                    dependencyIds,
                    decryptionKeyId,
                    payload,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty());
        }

        Draft withEntryVersion() {
            return new Draft(
                    entryType,
                    id,
                    docId,
                    dependencyIds,
                    decryptionKeyId,
                    payload,
                    headHashes,
                    headEntryIds,
                    OptionalLong.of(2));
        }

        Draft withSnapshotHeads(List<String> hashes, List<String> entryIds) {
            return new Draft(
                    entryType,
                    id,
                    docId,
                    dependencyIds,
                    decryptionKeyId,
                    payload,
                    Optional.of(hashes),
                    Optional.of(entryIds),
                    entryVersion);
        }

        EntryMetadata metadata(long createdAt, String pem, Bytes signature, Optional<Bytes> metadataSignature) {
            return new EntryMetadata(
                    entryType,
                    id,
                    ContentHash.of(payload),
                    docId,
                    dependencyIds,
                    createdAt,
                    pem,
                    decryptionKeyId,
                    headHashes,
                    headEntryIds,
                    signature,
                    metadataSignature,
                    OptionalLong.of(Math.max(0, payload.length() - 28)),
                    OptionalLong.of(payload.length()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    entryVersion);
        }
    }
}
