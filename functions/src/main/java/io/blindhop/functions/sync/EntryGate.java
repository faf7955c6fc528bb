package io.blindhop.functions.sync;

import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.EntryParse;
import io.blindhop.protocol.wire.Rejection;
import io.blindhop.store.s3.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the entries of a push that may be stored from those that may not, each by itself (protocol 3.3.4, 4.8). */
final class EntryGate {
    private final EntryVerifier verifier = new EntryVerifier();

    /** What became of the entries of a push, each part in the order of the request. */
    record Sorted(List<VerifiedEntry> verified, List<Rejection> refused) {}

    private sealed interface Verdict {
        record Accepted(VerifiedEntry entry) implements Verdict {}

        record Refused(Rejection rejection) implements Verdict {}
    }

    /** @param now milliseconds, by the clock of the server: what an entry says of its own time proves nothing */
    Sorted sort(Target target, List<EntryParse> entries, long now) {
        Map<String, Boolean> trusted = trustedAuthors(target, entries);
        boolean metadataSigned = target.access().requiresMetadataSignature(target.dbId(), now);
        List<Verdict> verdicts = entries.parallelStream()
                .map(parse -> judge(target, parse, trusted, metadataSigned))
                .toList();
        List<VerifiedEntry> verified = new ArrayList<>();
        List<Rejection> refused = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Accepted(VerifiedEntry entry) -> verified.add(entry);
                case Verdict.Refused(Rejection rejection) -> refused.add(rejection);
            }
        }
        return new Sorted(verified, refused);
    }

    private static Map<String, Boolean> trustedAuthors(Target target, List<EntryParse> entries) {
        TenantScope scope = target.caller().scope();
        List<String> authors = entries.stream()
                .filter(EntryParse.Parsed.class::isInstance)
                .map(parse -> ((EntryParse.Parsed) parse).entry().metadata().createdByPublicKey())
                .distinct()
                .toList();
        boolean onlyAdmin = target.dbId().equals(DatabaseId.DIRECTORY);
        List<Boolean> verdicts =
                Parallel.map(authors, author -> onlyAdmin ? scope.isAdminKey(author) : scope.isTrustedAuthor(author));
        Map<String, Boolean> trusted = new HashMap<>();
        for (int i = 0; i < authors.size(); i++) {
            trusted.put(authors.get(i), verdicts.get(i));
        }
        return trusted;
    }

    private Verdict judge(Target target, EntryParse parse, Map<String, Boolean> trusted, boolean metadataSigned) {
        return switch (parse) {
            case EntryParse.Broken broken ->
                new Verdict.Refused(new Rejection(broken.id().orElse(""), broken.reason()));
            case EntryParse.Parsed(ArrivedEntry entry) -> judge(target, entry, trusted, metadataSigned);
        };
    }

    private Verdict judge(Target target, ArrivedEntry entry, Map<String, Boolean> trusted, boolean metadataSigned) {
        if (!trusted.get(entry.metadata().createdByPublicKey())) {
            String who = target.dbId().equals(DatabaseId.DIRECTORY) ? "the tenant's administrator" : "a trusted user";
            return new Verdict.Refused(new Rejection(entry.id(), "Entry " + entry.id() + " was not signed by " + who));
        }
        return switch (verifier.verify(entry, metadataSigned)) {
            case EntryVerifier.Verified(VerifiedEntry verified) -> new Verdict.Accepted(verified);
            case EntryVerifier.Refused(String id, String reason) -> new Verdict.Refused(new Rejection(id, reason));
        };
    }
}
