package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An {@link EntryRecord} as bytes: what a block and an index row hold of an entry, about 350 bytes for a usual one, so
 * that an index row stays under the kilobyte that one write unit buys.
 *
 * <p>The first byte is the layout. Members follow in a fixed order; one word of flags says which optional ones are there.
 */
public final class RecordCodec {
    /** Stands where a layout would stand. */
    static final int NO_RECORD = 0;

    private static final int LAYOUT = 1;

    /** The same with the payload in the place of its location. */
    private static final int LAYOUT_INLINE = 2;

    private static final int HEAD_HASHES = 1;
    private static final int HEAD_ENTRY_IDS = 1 << 1;
    private static final int METADATA_SIGNATURE = 1 << 2;
    private static final int ORIGINAL_SIZE = 1 << 3;
    private static final int ENCRYPTED_SIZE = 1 << 4;
    private static final int ATTACHMENT_REFS = 1 << 5;
    private static final int PROVENANCE = 1 << 6;
    private static final int RECIPIENTS = 1 << 7;
    private static final int ENTRY_VERSION = 1 << 8;
    private static final int RECEIPT = 1 << 9;
    private static final int RECIPIENTS_HAVE_WRAPS = 1 << 10;
    private static final int OBJECT_IS_PAYLOAD = 1 << 11;

    private RecordCodec() {}

    public static Bytes encode(EntryRecord entry) {
        ByteWriter out = new ByteWriter();
        write(entry, out);
        return out.toBytes();
    }

    /** @throws CorruptStoreException if the bytes are not one encoded record */
    public static EntryRecord decode(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        EntryRecord entry = read(in);
        in.requireEnd();
        return entry;
    }

    static void write(EntryRecord entry, ByteWriter out) {
        EntryMetadata m = entry.metadata();
        out.octet(entry.location().isPresent() ? LAYOUT : LAYOUT_INLINE);
        out.number(flags(entry));
        out.text(m.entryType());
        out.text(m.docId());
        DocumentText.write(m.id(), m.docId(), out);
        out.raw(Bytes.fromHex(m.contentHash()).toArray());
        out.number(m.dependencyIds().size());
        m.dependencyIds().forEach(id -> DocumentText.write(id, m.docId(), out));
        out.signed(m.createdAt());
        PublicKeyText.write(m.createdByPublicKey(), out);
        out.text(m.decryptionKeyId());
        out.bytes(m.signature());
        m.metadataSignature().ifPresent(out::bytes);
        m.snapshotHeadHashes().ifPresent(hashes -> texts(hashes, out));
        m.snapshotHeadEntryIds().ifPresent(ids -> {
            out.number(ids.size());
            ids.forEach(id -> DocumentText.write(id, m.docId(), out));
        });
        m.originalSize().ifPresent(out::signed);
        m.encryptedSize().ifPresent(out::signed);
        m.attachmentRefs().ifPresent(refs -> {
            out.number(refs.size());
            for (AttachmentRef ref : refs) {
                out.text(ref.attachmentId());
                DocumentText.write(ref.lastChunkId(), m.docId(), out);
                out.signed(ref.size());
            }
        });
        m.provenance().ifPresent(provenance -> {
            out.text(provenance.json());
            out.bytes(provenance.signingBlock());
        });
        m.recipients().ifPresent(recipients -> out.text(recipients.json()));
        m.entryVersion().ifPresent(out::signed);
        entry.receipt().ifPresent(receipt -> {
            out.signed(receipt.receivedAt());
            PublicKeyText.write(receipt.receivedByPublicKey(), out);
            out.bytes(receipt.signature());
        });
        switch (entry.payload()) {
            case StoredPayload.InObject(PayloadLocation location) -> write(location, isWholeObject(entry), out);
            case StoredPayload.Inline(Bytes payload) -> out.bytes(payload);
        }
    }

    private static void write(PayloadLocation location, boolean whole, ByteWriter out) {
        out.raw(Bytes.fromHex(location.putId().hex()).toArray());
        if (!whole) {
            out.raw(Bytes.fromHex(location.objectHash()).toArray());
            out.number(location.offset());
        }
        out.number(location.length());
    }

    private static boolean isWholeObject(EntryRecord entry) {
        return entry.location()
                .filter(location -> location.offset() == 0
                        && location.objectHash().equals(entry.metadata().contentHash()))
                .isPresent();
    }

    private static int flags(EntryRecord entry) {
        EntryMetadata m = entry.metadata();
        return bit(m.snapshotHeadHashes().isPresent(), HEAD_HASHES)
                | bit(m.snapshotHeadEntryIds().isPresent(), HEAD_ENTRY_IDS)
                | bit(m.metadataSignature().isPresent(), METADATA_SIGNATURE)
                | bit(m.originalSize().isPresent(), ORIGINAL_SIZE)
                | bit(m.encryptedSize().isPresent(), ENCRYPTED_SIZE)
                | bit(m.attachmentRefs().isPresent(), ATTACHMENT_REFS)
                | bit(m.provenance().isPresent(), PROVENANCE)
                | bit(m.recipients().isPresent(), RECIPIENTS)
                | bit(m.recipients().map(Recipients::hasWraps).orElse(false), RECIPIENTS_HAVE_WRAPS)
                | bit(m.entryVersion().isPresent(), ENTRY_VERSION)
                | bit(entry.receipt().isPresent(), RECEIPT)
                | bit(isWholeObject(entry), OBJECT_IS_PAYLOAD);
    }

    private static int bit(boolean condition, int bit) {
        return condition ? bit : 0;
    }

    private static void texts(List<String> values, ByteWriter out) {
        out.number(values.size());
        values.forEach(out::text);
    }

    static EntryRecord read(ByteReader in) {
        return read(in.octet(), in);
    }

    static Optional<EntryRecord> readOptional(ByteReader in) {
        int layout = in.octet();
        return layout == NO_RECORD ? Optional.empty() : Optional.of(read(layout, in));
    }

    private static EntryRecord read(int layout, ByteReader in) {
        if (layout != LAYOUT && layout != LAYOUT_INLINE) {
            throw new CorruptStoreException("stored metadata has layout " + layout + ", this version reads " + LAYOUT
                    + " and " + LAYOUT_INLINE);
        }
        int flags = (int) in.number();
        String entryType = in.text();
        String docId = in.text();
        String id = DocumentText.read(docId, in);
        String contentHash = in.raw(32).toHex();
        List<String> dependencyIds = documentTexts(docId, in);
        long createdAt = in.signed();
        String author = PublicKeyText.read(in);
        String keyId = in.text();
        Bytes signature = in.bytes();
        Optional<Bytes> metadataSignature = when(flags, METADATA_SIGNATURE, in::bytes);
        Optional<List<String>> headHashes = when(flags, HEAD_HASHES, () -> {
            int count = in.count();
            List<String> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(in.text());
            }
            return values;
        });
        Optional<List<String>> headIds = when(flags, HEAD_ENTRY_IDS, () -> documentTexts(docId, in));
        OptionalLong originalSize = longWhen(flags, ORIGINAL_SIZE, in);
        OptionalLong encryptedSize = longWhen(flags, ENCRYPTED_SIZE, in);
        Optional<List<AttachmentRef>> refs = when(flags, ATTACHMENT_REFS, () -> attachmentRefs(docId, in));
        Optional<Provenance> provenance = when(flags, PROVENANCE, () -> new Provenance(in.text(), in.bytes()));
        Optional<Recipients> recipients =
                when(flags, RECIPIENTS, () -> new Recipients(in.text(), (flags & RECIPIENTS_HAVE_WRAPS) != 0));
        OptionalLong entryVersion = longWhen(flags, ENTRY_VERSION, in);
        Optional<WitnessReceipt> receipt =
                when(flags, RECEIPT, () -> new WitnessReceipt(in.signed(), PublicKeyText.read(in), in.bytes()));
        EntryMetadata metadata = new EntryMetadata(
                entryType,
                id,
                contentHash,
                docId,
                dependencyIds,
                createdAt,
                author,
                keyId,
                headHashes,
                headIds,
                signature,
                metadataSignature,
                originalSize,
                encryptedSize,
                refs,
                provenance,
                recipients,
                entryVersion);
        StoredPayload payload = layout == LAYOUT_INLINE
                ? new StoredPayload.Inline(in.bytes())
                : new StoredPayload.InObject(location((flags & OBJECT_IS_PAYLOAD) != 0, contentHash, in));
        return new EntryRecord(metadata, receipt, payload);
    }

    private static PayloadLocation location(boolean whole, String contentHash, ByteReader in) {
        PutId putId = new PutId(in.raw(16).toHex());
        String objectHash = whole ? contentHash : in.raw(32).toHex();
        long offset = whole ? 0 : in.offset();
        return new PayloadLocation(putId, objectHash, offset, in.length());
    }

    private static List<String> documentTexts(String docId, ByteReader in) {
        int count = in.count();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(DocumentText.read(docId, in));
        }
        return values;
    }

    private static List<AttachmentRef> attachmentRefs(String docId, ByteReader in) {
        int count = in.count();
        List<AttachmentRef> refs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            refs.add(new AttachmentRef(in.text(), DocumentText.read(docId, in), in.signed()));
        }
        return refs;
    }

    private static <T> Optional<T> when(int flags, int bit, java.util.function.Supplier<T> member) {
        return (flags & bit) != 0 ? Optional.of(member.get()) : Optional.empty();
    }

    private static OptionalLong longWhen(int flags, int bit, ByteReader in) {
        return (flags & bit) != 0 ? OptionalLong.of(in.signed()) : OptionalLong.empty();
    }
}
