package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.signature.ProvenanceParser;
import io.blindhop.protocol.signature.RecipientsParser;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Reads one pushed entry and collects what is wrong with it, member by member, instead of giving up at the first.
 * Members that a server assigns ({@code receiptOrder} and the receipt) and unknown ones are skipped.
 */
final class EntryReader {
    private final Members members;
    private final BiPredicate<String, Members> others;

    private Optional<String> entryType = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> contentHash = Optional.empty();
    private Optional<String> docId = Optional.empty();
    private Optional<List<String>> dependencyIds = Optional.empty();
    private java.util.OptionalLong createdAt = java.util.OptionalLong.empty();
    private Optional<String> createdByPublicKey = Optional.empty();
    private Optional<String> decryptionKeyId = Optional.empty();
    private Optional<List<String>> snapshotHeadHashes = Optional.empty();
    private Optional<List<String>> snapshotHeadEntryIds = Optional.empty();
    private Optional<Bytes> signature = Optional.empty();
    private Optional<Bytes> metadataSignature = Optional.empty();
    private java.util.OptionalLong originalSize = java.util.OptionalLong.empty();
    private java.util.OptionalLong encryptedSize = java.util.OptionalLong.empty();
    private Optional<List<AttachmentRef>> attachmentRefs = Optional.empty();
    private Optional<Provenance> provenance = Optional.empty();
    private Optional<Recipients> recipients = Optional.empty();
    private java.util.OptionalLong entryVersion = java.util.OptionalLong.empty();
    private Optional<Bytes> encryptedData = Optional.empty();

    private EntryReader(JsonReader json, BiPredicate<String, Members> others) {
        this.members = new Members(json);
        this.others = others;
    }

    /** The entry that the reader stands on, with its payload in {@code encryptedData}. */
    static EntryParse inline(JsonReader json) {
        return read(json, Optional.empty(), (name, members) -> false);
    }

    /** The metadata that the reader stands on; the payload came in a frame. */
    static EntryParse framed(JsonReader json, Bytes payload) {
        return read(json, Optional.of(payload), (name, members) -> false);
    }

    /**
     * The metadata that the reader stands on, without a payload.
     *
     * @param others reads members that are not the author's, and says of a member whether it has
     */
    static EntryParse answered(JsonReader json, BiPredicate<String, Members> others) {
        return read(json, Optional.of(Bytes.empty()), others);
    }

    private static EntryParse read(JsonReader json, Optional<Bytes> framed, BiPredicate<String, Members> others) {
        if (!json.is(JsonToken.START_OBJECT)) {
            json.skip();
            return new EntryParse.Broken(Optional.empty(), "An entry must be a JSON object");
        }
        EntryReader entry = new EntryReader(json, others);
        json.eachMember(name -> entry.member(name, framed.isEmpty()));
        return entry.result(framed);
    }

    private void member(String name, boolean inline) {
        switch (name) {
            case "entryType" -> entryType = members.text(name, Limits.NAME);
            case "id" -> id = members.id(name);
            case "contentHash" -> contentHash = members.text(name, Limits.NAME);
            case "docId" -> docId = members.id(name);
            case "dependencyIds" -> dependencyIds = members.ids(name);
            case "createdAt" -> createdAt = members.integer(name);
            case "createdByPublicKey" -> createdByPublicKey = members.text(name, Limits.PEM);
            case "decryptionKeyId" -> decryptionKeyId = members.text(name, Limits.KEY_ID);
            case "snapshotHeadHashes" -> snapshotHeadHashes = members.ids(name);
            case "snapshotHeadEntryIds" -> snapshotHeadEntryIds = members.ids(name);
            case "signature" -> signature = members.base64(name, Limits.SIGNATURE);
            case "metadataSignature" ->
                metadataSignature = members.base64(name, Limits.SIGNATURE).filter(bytes -> !bytes.isEmpty());
            case "originalSize" -> originalSize = members.integer(name);
            case "encryptedSize" -> encryptedSize = members.integer(name);
            case "attachmentRefs" -> attachmentRefs = members.attachmentRefs(name);
            case "provenance" -> provenance = members.signedBlock(name, ProvenanceParser::parse);
            case "recipients" -> recipients = members.signedBlock(name, RecipientsParser::parse);
            case "entryVersion" -> entryVersion = members.integer(name);
            case "encryptedData" -> {
                if (inline) {
                    encryptedData = members.base64(name, Integer.MAX_VALUE);
                } else {
                    members.skip();
                }
            }
            default -> {
                if (!others.test(name, members)) {
                    members.skip();
                }
            }
        }
    }

    private EntryParse result(Optional<Bytes> framed) {
        Optional<Bytes> payload = framed.or(() -> encryptedData);
        members.require("entryType", entryType.isPresent());
        members.require("id", id.isPresent());
        members.require("contentHash", contentHash.isPresent());
        members.require("docId", docId.isPresent());
        members.require("dependencyIds", dependencyIds.isPresent());
        members.require("createdAt", createdAt.isPresent());
        members.require("createdByPublicKey", createdByPublicKey.isPresent());
        members.require("decryptionKeyId", decryptionKeyId.isPresent());
        members.require("signature", signature.isPresent());
        members.require("encryptedData", payload.isPresent());
        Optional<String> problems = members.problems();
        if (problems.isPresent()) {
            return new EntryParse.Broken(id, "Entry " + id.orElse("without a usable id") + " " + problems.get());
        }
        EntryMetadata metadata = new EntryMetadata(
                entryType.orElseThrow(),
                id.orElseThrow(),
                contentHash.orElseThrow(),
                docId.orElseThrow(),
                dependencyIds.orElseThrow(),
                createdAt.orElseThrow(),
                createdByPublicKey.orElseThrow(),
                decryptionKeyId.orElseThrow(),
                snapshotHeadHashes,
                snapshotHeadEntryIds,
                signature.orElseThrow(),
                metadataSignature,
                originalSize,
                encryptedSize,
                attachmentRefs,
                provenance,
                recipients,
                entryVersion);
        return new EntryParse.Parsed(new ArrivedEntry(metadata, payload.orElseThrow()));
    }
}
