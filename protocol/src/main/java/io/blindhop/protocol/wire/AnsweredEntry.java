package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry in the answer of another server, well-formed and nothing more: nobody has verified it.
 *
 * @param receiptOrder as it was sent; a stock server leaves it out in the answer to a push of something new
 */
public record AnsweredEntry(EntryMetadata metadata, OptionalLong receiptOrder, Optional<WitnessReceipt> receipt) {
    public String id() {
        return metadata.id();
    }

    /** Whether the order is one that a store can have given. */
    public boolean hasOrder() {
        return receiptOrder.isPresent() && receiptOrder.getAsLong() >= 1;
    }

    /** @throws MalformedRequestException if it came without an order */
    public StoredEntry stored() {
        if (!hasOrder()) {
            throw new MalformedRequestException("Entry " + metadata.id() + " has no receiptOrder of at least 1");
        }
        return new StoredEntry(metadata, receiptOrder.getAsLong(), receipt);
    }

    /** An entry and what else was in its JSON. */
    record WithPayload(
            AnsweredEntry entry, Optional<Bytes> iv, Optional<Bytes> sessionEncrypted, Optional<Bytes> rsaEncrypted) {}

    static AnsweredEntry parse(Bytes json) {
        return withPayload(json).entry();
    }

    /** @throws MalformedRequestException if a member of the entry is missing or of the wrong form */
    static WithPayload withPayload(Bytes json) {
        WithPayload[] result = new WithPayload[1];
        JsonReader.object(json, "entry", reader -> result[0] = new Reading().of(reader));
        return result[0];
    }

    /** What is added to the author's members. */
    private static final class Reading {
        private OptionalLong receiptOrder = OptionalLong.empty();
        private OptionalLong receivedAt = OptionalLong.empty();
        private Optional<String> receivedBy = Optional.empty();
        private Optional<Bytes> receivedSignature = Optional.empty();
        private Optional<Bytes> iv = Optional.empty();
        private Optional<Bytes> sessionEncrypted = Optional.empty();
        private Optional<Bytes> rsaEncrypted = Optional.empty();

        WithPayload of(JsonReader json) {
            assert json.is(JsonToken.START_OBJECT);
            return switch (EntryReader.answered(json, this::member)) {
                case EntryParse.Broken(var id, String reason) -> throw new MalformedRequestException(reason);
                case EntryParse.Parsed(var arrived) ->
                    new WithPayload(
                            new AnsweredEntry(arrived.metadata(), receiptOrder, receipt(arrived.id())),
                            iv,
                            sessionEncrypted,
                            rsaEncrypted);
            };
        }

        private boolean member(String name, Members members) {
            switch (name) {
                case "receiptOrder" -> receiptOrder = members.integer(name);
                case "receivedAt" -> receivedAt = members.integer(name);
                case "receivedByPublicKey" -> receivedBy = members.text(name, Limits.PEM);
                case "receivedDateSignature" -> receivedSignature = members.base64(name, Limits.SIGNATURE);
                case "iv" -> iv = members.base64(name, Limits.NAME);
                case "sessionEncryptedPayload" -> sessionEncrypted = members.base64(name, Integer.MAX_VALUE);
                case "rsaEncryptedPayload" -> rsaEncrypted = members.base64(name, Integer.MAX_VALUE);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private Optional<WitnessReceipt> receipt(String id) {
            if (receivedAt.isEmpty() && receivedBy.isEmpty() && receivedSignature.isEmpty()) {
                return Optional.empty();
            }
            if (receivedAt.isEmpty() || receivedBy.isEmpty() || receivedSignature.isEmpty()) {
                throw new MalformedRequestException("Entry " + id + " has a part of a receipt");
            }
            return Optional.of(new WitnessReceipt(receivedAt.getAsLong(), receivedBy.get(), receivedSignature.get()));
        }
    }
}
