package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import java.util.List;
import java.util.Optional;

/** What a hop can make of an entry that it hands on. */
enum EntryLie {
    A_BIT_OF_THE_PAYLOAD,
    THE_END_OF_THE_PAYLOAD,
    PAYLOAD_AND_HASH,
    TYPE,
    ID,
    DOCUMENT,
    DEPENDENCIES,
    TIME,
    AUTHOR,
    KEY_ID,
    SIGNATURE;

    private static final Bytes OTHER_PAYLOAD = Bytes.utf8("of the hop, and not of the author");

    ContentAddressedStore about(ContentAddressedStore store) {
        return new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(new StoredEntry(altered(entry.metadata()), entry.receiptOrder(), entry.receipt()));
            }

            @Override
            Bytes payload(StoredEntry entry, Bytes payload) {
                return EntryLie.this.payload(payload);
            }
        };
    }

    private Bytes payload(Bytes payload) {
        byte[] bytes = payload.toArray();
        return switch (this) {
            case A_BIT_OF_THE_PAYLOAD -> {
                bytes[bytes.length / 2] ^= 1;
                yield Bytes.wrap(bytes);
            }
            case THE_END_OF_THE_PAYLOAD -> payload.slice(0, bytes.length - 1);
            case PAYLOAD_AND_HASH -> OTHER_PAYLOAD;
            default -> payload;
        };
    }

    private EntryMetadata altered(EntryMetadata entry) {
        boolean resigned = this == SIGNATURE;
        return new EntryMetadata(
                this == TYPE ? "doc_delete" : entry.entryType(),
                this == ID ? entry.id() + "0" : entry.id(),
                this == PAYLOAD_AND_HASH ? ContentHash.of(OTHER_PAYLOAD) : entry.contentHash(),
                this == DOCUMENT ? "another" : entry.docId(),
                this == DEPENDENCIES ? List.of("nothing") : entry.dependencyIds(),
                entry.createdAt() + (this == TIME ? 1 : 0),
                this == AUTHOR ? Person.MALLORY.signingPem() : entry.createdByPublicKey(),
                this == KEY_ID ? "another" : entry.decryptionKeyId(),
                entry.snapshotHeadHashes(),
                entry.snapshotHeadEntryIds(),
                entry.signature(),
                entry.metadataSignature()
                        .map(genuine ->
                                resigned ? Person.MALLORY.identity().signing().sign(Bytes.utf8(entry.id())) : genuine),
                entry.originalSize(),
                entry.encryptedSize(),
                entry.attachmentRefs(),
                entry.provenance(),
                entry.recipients(),
                entry.entryVersion());
    }
}
