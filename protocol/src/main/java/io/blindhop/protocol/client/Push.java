package io.blindhop.protocol.client;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.AnsweredEntry;
import io.blindhop.protocol.wire.FirstArrival;
import io.blindhop.protocol.wire.PushFormat;
import io.blindhop.protocol.wire.PutAnswer;
import io.blindhop.protocol.wire.Rejection;
import io.blindhop.protocol.wire.SyncAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One put, in as many requests as the server's limits make of it (protocol 3.3.4). Each request is stored whole or not at
 * all, apart from what the server rejects; the put as a whole is not: repeating it brings what is missing.
 */
final class Push {
    private static final int TOO_LARGE = 413;

    private final RemoteStore store;
    private final Map<String, StoredEntry> stored = new HashMap<>();
    private final Set<String> arrived = new HashSet<>();
    private final List<Rejection> rejected = new ArrayList<>();

    Push(RemoteStore store) {
        this.store = store;
    }

    /** @throws PartlyRefusedException if the server rejected some */
    List<PutOutcome> of(List<VerifiedEntry> entries) {
        long limit = store.terms().maxBodyBytes();
        PushFormat format = store.terms().push();
        List<VerifiedEntry> rest = entries;
        while (!rest.isEmpty()) {
            Batch batch = Batch.first(rest, format, store.dbId(), limit);
            try {
                send(batch, format, limit);
                rest = rest.subList(batch.entries().size(), rest.size());
            } catch (RemoteRefusedException e) {
                if (e.status() != TOO_LARGE || batch.entries().size() == 1) {
                    throw e;
                }
                limit = batch.bytes() / 2;
            }
        }
        List<PutOutcome> outcomes = outcomes(entries);
        if (!rejected.isEmpty()) {
            throw new PartlyRefusedException(store.toString(), outcomes, rejected);
        }
        return outcomes;
    }

    private List<PutOutcome> outcomes(List<VerifiedEntry> entries) {
        List<PutOutcome> outcomes = new ArrayList<>(entries.size());
        for (VerifiedEntry entry : entries) {
            StoredEntry known = stored.get(entry.id());
            if (known != null) {
                // What arrived with this put is new the first time that it is named, and a duplicate after that.
                outcomes.add(new PutOutcome(known, !arrived.remove(entry.id())));
            }
        }
        return outcomes;
    }

    private record Answered(PutAnswer answer, Optional<FirstArrival> firstArrival) {}

    private void send(Batch batch, PushFormat format, long limit) {
        if (batch.entries().size() == 1 && batch.bytes() > limit) {
            throw new RemoteRefusedException(
                    store.toString(),
                    format.route(),
                    TOO_LARGE,
                    "entry " + batch.entries().getFirst().id() + " takes " + batch.bytes()
                            + " bytes, and the server takes at most " + limit + " in a request");
        }
        Answered answered = store.post(
                format.route(),
                format.contentType(),
                batch.body(),
                answer -> new Answered(
                        SyncAnswers.put(answer.body()),
                        answer.header(FirstArrival.HEADER).flatMap(FirstArrival::parse)));
        take(batch, answered);
    }

    private void take(Batch batch, Answered answered) {
        Map<String, VerifiedEntry> pushed = new HashMap<>();
        batch.entries().forEach(entry -> pushed.putIfAbsent(entry.id(), entry));
        Set<String> open = new HashSet<>(pushed.keySet());
        Map<String, AnsweredEntry> unordered = new HashMap<>();
        for (AnsweredEntry receipt : answered.answer().receipts()) {
            VerifiedEntry entry = pushed.get(receipt.id());
            if (entry == null) {
                throw bad("acknowledged " + receipt.id() + ", which was not pushed");
            }
            open.remove(receipt.id());
            boolean isNew = answered.firstArrival()
                    .map(first -> first.covers(receipt.receiptOrder()))
                    .orElse(!receipt.hasOrder());
            if (isNew && !receipt.metadata().equals(entry.metadata())) {
                throw bad("acknowledged another entry than the new one that was pushed as " + receipt.id());
            }
            if (isNew && !stored.containsKey(receipt.id())) {
                arrived.add(receipt.id());
            }
            if (receipt.hasOrder()) {
                stored.putIfAbsent(receipt.id(), receipt.stored());
            } else {
                unordered.put(receipt.id(), receipt);
            }
        }
        for (Rejection rejection : answered.answer().rejected()) {
            if (!pushed.containsKey(rejection.id())) {
                throw bad("rejected " + rejection.id() + ", which was not pushed");
            }
            open.remove(rejection.id());
            rejected.add(rejection);
        }
        if (!open.isEmpty()) {
            throw bad("says nothing of " + open.size() + " entries that were pushed, such as "
                    + open.iterator().next());
        }
        unordered.keySet().removeIf(stored::containsKey);
        stored.putAll(new Arrivals(store).find(unordered));
    }

    private BadAnswerException bad(String what) {
        return new BadAnswerException(store + " " + what);
    }
}
