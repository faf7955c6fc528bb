package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.wire.SyncRequest;
import io.blindhop.protocol.wire.SyncRequests;
import java.util.Optional;
import java.util.function.Function;

/** The routes below {@code /:tenantId/sync/:kind} (protocol 3.3). Every request is authorised before its body is read. */
public final class SyncRoutes implements AutoCloseable {
    private static final String BASE = "/:tenantId/sync/:kind/";

    private final StoreGate gate;
    private final Metadata metadata = new Metadata();
    private final Entries entries;
    private final Plans plans = new Plans();
    private final Push push;
    private final NodeCapabilities capabilities;
    private final ChangeFeed changes;
    private final ChangeEvents events;
    private final boolean serveEvents;

    public SyncRoutes(NodeServices services) {
        this.changes = feed(services);
        this.gate = new StoreGate(services);
        this.entries = new Entries(services.random());
        this.push = new Push(services, changes);
        this.capabilities = new NodeCapabilities(services);
        this.events = new ChangeEvents(changes, gate, services.clock(), services.timeLeft());
        this.serveEvents = services.options().changeEvents() != EventMode.OFF;
    }

    private static ChangeFeed feed(NodeServices services) {
        Optional<ChangeFeed> watched = services.stores().watch().map(WatchedChanges::new);
        return watched.orElseGet(() -> ofOwnStores(services));
    }

    private static ChangeFeed ofOwnStores(NodeServices services) {
        return switch (services.options().changeEvents()) {
            case OFF, IN_PROCESS -> new PushedChanges();
            case POLLED -> new PolledChanges(services.storage());
        };
    }

    public void addTo(Router.Builder routes) {
        get(routes, "capabilities", capabilities::answer);
        get(routes, "getAllIds", metadata::allIds);
        if (serveEvents) {
            routes.get(BASE + "events", events::open);
        }
        post(routes, "findNewEntries", SyncRequests::findNewEntries, metadata::findNewEntries);
        post(routes, "findNewEntriesForDoc", SyncRequests::findNewEntriesForDoc, metadata::findNewEntriesForDoc);
        post(routes, "findEntries", SyncRequests::findEntries, metadata::findEntries);
        post(routes, "scanEntriesSince", SyncRequests::scanEntriesSince, metadata::scanEntriesSince);
        post(routes, "getStoreHead", SyncRequests::ofDatabase, metadata::head);
        post(routes, "getIdBloomSummary", SyncRequests::ofDatabase, metadata::bloom);
        post(routes, "getCompactionStatus", SyncRequests::ofDatabase, metadata::compactionStatus);
        post(routes, "getEntryMetadata", SyncRequests::getEntryMetadata, metadata::one);
        post(routes, "hasEntries", SyncRequests::hasEntries, metadata::present);
        post(routes, "resolveDependencies", SyncRequests::resolveDependencies, metadata::dependencies);
        post(routes, "getEntries", SyncRequests::getEntries, entries::json);
        post(routes, "getEntriesBinary", SyncRequests::getEntriesBinary, entries::binary);
        routes.post(BASE + "putEntries", on(gate::writer, SyncRequests::putEntries, push::answer));
        routes.post(BASE + "putEntriesBinary", this::putBinary);
        post(routes, "planDocumentMaterialization", SyncRequests::planDocument, plans::document);
        post(routes, "planDocumentMaterializationBatch", SyncRequests::planDocuments, plans::documents);
        post(routes, "planAttachmentReadByWalkingMetadata", SyncRequests::planAttachmentRead, plans::attachment);
    }

    /** Answers a request that is known to be well-formed and allowed. */
    @FunctionalInterface
    private interface Operation<R> {
        HttpResponse answer(Target target, R request);
    }

    private <R extends SyncRequest> void post(
            Router.Builder routes, String name, Function<Bytes, R> parser, Operation<R> operation) {
        routes.post(BASE + name, on(gate::caller, parser, operation));
    }

    private <R extends SyncRequest> HttpHandler on(
            Function<HttpRequest, Caller> authorise, Function<Bytes, R> parser, Operation<R> operation) {
        return request -> {
            Caller caller = authorise.apply(request);
            R parsed = parser.apply(request.body());
            return operation.answer(gate.open(request, caller, parsed.dbId()), parsed);
        };
    }

    private void get(Router.Builder routes, String name, Function<Target, HttpResponse> operation) {
        routes.get(BASE + name, request -> {
            Caller caller = gate.caller(request);
            var dbId = SyncRequests.databaseOfQuery(request.query().get("dbId"));
            return operation.apply(gate.open(request, caller, dbId));
        });
    }

    private HttpResponse putBinary(HttpRequest request) {
        HttpHandler handler = on(gate::writer, SyncRequests::putEntriesBinary, push::answer);
        return Push.requireOctets(request, handler);
    }

    /** Ends the event streams, which would otherwise keep their connections open for ever. */
    @Override
    public void close() {
        changes.close();
    }
}
