package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Splits a put into what is stored already and what is not, and has the latter written. */
final class PutWriter {
    private final LogContext context;
    private final StoreRows rows;
    private final PutAccount account;

    PutWriter(LogContext context, StoreRows rows, PutAccount account) {
        this.context = context;
        this.rows = rows;
        this.account = account;
    }

    List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<String, VerifiedEntry> fresh = new LinkedHashMap<>();
        entries.forEach(entry -> fresh.putIfAbsent(entry.id(), entry));
        Commit tail = rows.log().tail();
        rows.guard().check(entries.stream().map(VerifiedEntry::metadata).toList(), tail.controlCommits());
        Lookup lookup = rows.lookup(tail);
        Map<String, Indexed> stored = new HashMap<>(lookup.findAmongNew(fresh.keySet()));
        fresh.keySet().removeAll(stored.keySet());
        Set<String> written = new HashSet<>();
        if (!fresh.isEmpty()) {
            PutAccount.Charge charge = account.charge(fresh.size(), bytes(fresh.values()));
            PutAttempt attempt = new PutAttempt(context, rows, lookup, fresh, witness);
            try {
                stored.putAll(attempt.run());
            } catch (PurgedDocumentException refused) {
                charge.refund(fresh.size(), bytes(fresh.values()));
                throw refused;
            }
            written.addAll(attempt.written());
            fresh.keySet().removeAll(written);
            if (!fresh.isEmpty()) {
                charge.refund(fresh.size(), bytes(fresh.values()));
            }
        }
        List<PutOutcome> outcomes = new ArrayList<>(entries.size());
        for (VerifiedEntry entry : entries) {
            boolean first = written.remove(entry.id());
            outcomes.add(new PutOutcome(stored.get(entry.id()).stored(), !first));
        }
        return outcomes;
    }

    private static long bytes(Collection<VerifiedEntry> entries) {
        return entries.stream().mapToLong(entry -> entry.payload().length()).sum();
    }
}
