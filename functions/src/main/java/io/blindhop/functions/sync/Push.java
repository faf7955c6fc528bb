package io.blindhop.functions.sync;

import io.blindhop.functions.gate.Attestation;
import io.blindhop.functions.gate.WriteGate;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Figures;
import io.blindhop.functions.tenant.TenantGate;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.client.PartlyRefusedException;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.EntryParse;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.FirstArrival;
import io.blindhop.protocol.wire.Rejection;
import io.blindhop.protocol.wire.SyncRequest;
import io.blindhop.protocol.wire.SyncResponses;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code putEntries} and {@code putEntriesBinary} (protocol 3.3.4). A bad entry is rejected by itself; an entry that is
 * stored already is acknowledged as it is stored, whatever was sent this time.
 */
final class Push {
    private static final String OCTETS = "application/octet-stream";

    private final NodeServices services;
    private final TenantGate tenants;
    private final EntryGate gate = new EntryGate();
    private final ChangeFeed changes;
    private final AfterRestore afterRestore;

    Push(NodeServices services, ChangeFeed changes) {
        this.services = services;
        this.tenants = new TenantGate(services);
        this.changes = changes;
        this.afterRestore = new AfterRestore(services);
    }

    static HttpResponse requireOctets(HttpRequest request, HttpHandler handler) {
        String type = request.header("Content-Type").orElse("");
        if (!type.regionMatches(true, 0, OCTETS, 0, OCTETS.length())) {
            throw HttpError.badRequest("Content-Type must be " + OCTETS);
        }
        return handler.handle(request);
    }

    HttpResponse answer(Target target, SyncRequest.PutEntries request) {
        if (target.caller().wipeOf().isPresent()) {
            throw new HttpError(403, "Device is targeted for remote wipe and may not push entries");
        }
        afterRestore.requireWritable(target);
        WriteGate writing = new WriteGate(target.caller(), target.dbId(), target.access(), target.whole());
        writing.requireUnblocked(parsed(request.entries()));
        EntryGate.Sorted sorted =
                gate.sort(target, request.entries(), services.clock().millis());
        if (services.stores().judgesAuthors()) {
            writing.requireAllowed(sorted.verified());
        }
        Witness witness = new Attestation(services).witness(target.caller().scope(), target.dbId());
        Map<String, StoredEntry> stored = new HashMap<>(duplicatesAmong(target, sorted.refused()));
        List<Rejection> refused = new ArrayList<>(sorted.refused());
        List<PutOutcome> outcomes = put(target, sorted.verified(), witness, refused);
        outcomes.forEach(outcome -> stored.put(outcome.stored().id(), outcome.stored()));
        if (target.dbId().equals(DatabaseId.DIRECTORY) && !outcomes.isEmpty()) {
            // Before the answer: whoever has been told that the directory changed finds it in force.
            tenants.directoryChanged(target.caller().scope());
        }
        List<StoredEntry> receipts = receipts(request.entries(), stored);
        List<Rejection> rejected = refused.stream()
                .filter(rejection -> !stored.containsKey(rejection.id()))
                .toList();
        Figures.ofWork().pushed(receipts.size(), rejected.size());
        if (!receipts.isEmpty()) {
            if (rejected.isEmpty()) {
                afterRestore.pushed(target);
            }
            announce(target);
        }
        return Json.streamed(out -> SyncResponses.put(out, Feed.of(receipts), Feed.of(rejected)))
                .withHeader(FirstArrival.HEADER, firstArrival(outcomes).header());
    }

    /** @param refused gets what the node behind this one refuses */
    private static List<PutOutcome> put(
            Target target, List<VerifiedEntry> entries, Witness witness, List<Rejection> refused) {
        try {
            return target.whole().put(entries, witness);
        } catch (PartlyRefusedException e) {
            refused.addAll(e.refused());
            return e.taken();
        }
    }

    private static FirstArrival firstArrival(List<PutOutcome> outcomes) {
        return new FirstArrival(outcomes.stream()
                .filter(outcome -> !outcome.duplicate())
                .mapToLong(outcome -> outcome.stored().receiptOrder())
                .min());
    }

    private static List<EntryMetadata> parsed(List<EntryParse> entries) {
        List<EntryMetadata> parsed = new ArrayList<>();
        for (EntryParse parse : entries) {
            if (parse instanceof EntryParse.Parsed(var entry)) {
                parsed.add(entry.metadata());
            }
        }
        return parsed;
    }

    private static Map<String, StoredEntry> duplicatesAmong(Target target, List<Rejection> refused) {
        List<String> ids =
                refused.stream().map(Rejection::id).filter(id -> !id.isEmpty()).toList();
        return ids.isEmpty() ? Map.of() : target.whole().metadata(ids);
    }

    /** In the order of the request, an id that was sent twice twice. */
    private static List<StoredEntry> receipts(List<EntryParse> entries, Map<String, StoredEntry> stored) {
        List<StoredEntry> receipts = new ArrayList<>(entries.size());
        for (EntryParse parse : entries) {
            Optional<String> id = switch (parse) {
                case EntryParse.Parsed(var entry) -> Optional.of(entry.id());
                case EntryParse.Broken broken -> broken.id();
            };
            id.map(stored::get).ifPresent(receipts::add);
        }
        return receipts;
    }

    private void announce(Target target) {
        Tenant tenant = target.caller().scope().tenant();
        if (changes.isObserved(tenant, target.dbId(), target.kind())) {
            changes.pushed(tenant, target.dbId(), target.kind(), target.store()::head);
        }
    }
}
