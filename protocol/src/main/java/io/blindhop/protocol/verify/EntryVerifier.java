package io.blindhop.protocol.verify;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.signature.AuthorSigningBytes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The door between what arrived and what may be stored (protocol 3.3.4): limits, then the content hash, then the author's
 * signature, with the key that the entry itself names. Whether that author is trusted is not decided here.
 *
 * <p>The signature is the one over the metadata if there is one (protocol 1.8), else the one over the payload (1.7). For any
 * thread; keep one for the life of the process, it remembers the keys it has parsed.
 */
public final class EntryVerifier {
    static final int MAX_CACHED_KEYS = 4096;

    /** What became of an entry. */
    public sealed interface Result {}

    /** The entry may be stored. */
    public record Verified(VerifiedEntry entry) implements Result {}

    /** @param reason for the {@code rejected} list of the answer; names the entry */
    public record Refused(String id, String reason) implements Result {}

    private final ConcurrentMap<String, VerifyingKey> keys = new ConcurrentHashMap<>();

    public Result verify(ArrivedEntry arrived) {
        return verify(arrived, false);
    }

    /** @param metadataSignatureRequired whether the older signature, over the payload alone, is not enough (protocol 1.8.5) */
    public Result verify(ArrivedEntry arrived, boolean metadataSignatureRequired) {
        EntryMetadata entry = arrived.metadata();
        Optional<String> violation = EntryLimits.violation(entry);
        if (violation.isPresent()) {
            return new Refused(entry.id(), violation.get());
        }
        if (!ContentHash.of(arrived.payload()).equals(entry.contentHash())) {
            return new Refused(entry.id(), "Entry " + entry.id() + " content hash does not match its payload");
        }
        if (metadataSignatureRequired && entry.metadataSignature().isEmpty()) {
            return new Refused(entry.id(), unsigned(entry));
        }
        if (!signedByAuthor(entry, Optional.of(arrived.payload()))) {
            return new Refused(entry.id(), badlySigned(entry));
        }
        return new Verified(new VerifiedEntry(arrived));
    }

    /**
     * What speaks against metadata whose payload is not there; empty if nothing does. That proves nothing where there is no
     * signature over the metadata, and of the payload in no case.
     *
     * @param metadataSignatureRequired whether there has to be one
     */
    public Optional<String> objection(EntryMetadata entry, boolean metadataSignatureRequired) {
        Optional<String> violation = EntryLimits.violation(entry);
        if (violation.isPresent()) {
            return violation;
        }
        if (entry.metadataSignature().isEmpty()) {
            return Optional.of(unsigned(entry)).filter(reason -> metadataSignatureRequired);
        }
        return Optional.of(badlySigned(entry)).filter(reason -> !signedByAuthor(entry, Optional.empty()));
    }

    private static String unsigned(EntryMetadata entry) {
        return "Entry " + entry.id()
                + " must carry a v2 metadata signature (tenant requires v2 as of the configured cutoff)";
    }

    private static String badlySigned(EntryMetadata entry) {
        return "Entry " + entry.id() + " has an invalid author signature";
    }

    /** @param payload counts only where there is no signature over the metadata */
    private boolean signedByAuthor(EntryMetadata entry, Optional<Bytes> payload) {
        VerifyingKey author;
        try {
            author = key(entry.createdByPublicKey());
        } catch (MalformedKeyException nobodyCanHaveSigned) {
            return false;
        }
        Optional<Bytes> overMetadata = entry.metadataSignature();
        return overMetadata.isPresent()
                ? author.verify(AuthorSigningBytes.of(entry), overMetadata.get())
                : payload.isPresent() && author.verify(payload.get(), entry.signature());
    }

    private VerifyingKey key(String pem) {
        VerifyingKey known = keys.get(pem);
        if (known != null) {
            return known;
        }
        VerifyingKey parsed = VerifyingKey.fromPem(pem);
        // Whoever pushes entries chooses the keys in them: start over rather than let the map grow with what is sent.
        if (keys.size() >= MAX_CACHED_KEYS) {
            keys.clear();
        }
        keys.put(pem, parsed);
        return parsed;
    }

    int cachedKeys() {
        return keys.size();
    }
}
