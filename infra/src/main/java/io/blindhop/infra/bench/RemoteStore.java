package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Http.Body;
import io.blindhop.infra.bench.Http.Call;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.wire.FrameReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A store of one database, as a client sees it that has logged in. For any thread. */
public record RemoteStore(
        Http http, String tenantId, String dbId, StoreKind kind, Session session, Latencies latencies) {
    /** A token with the key for which its bearer's payloads are encrypted. */
    public record Session(String token, UnwrappingKey reader, SecureRandom random) {}

    /** The same store, timed anew. */
    public RemoteStore timedBy(Latencies others) {
        return new RemoteStore(http, tenantId, dbId, kind, session, others);
    }

    /** The same store by way of another process. */
    RemoteStore through(Http other) {
        return new RemoteStore(other, tenantId, dbId, kind, session, latencies);
    }

    /** The other store of the same database. */
    public RemoteStore attachments() {
        return new RemoteStore(http, tenantId, dbId, StoreKind.ATTACHMENTS, session, latencies);
    }

    public StoreHead head() {
        JsonMembers head = ask("getStoreHead", json -> {}).objectAt("head");
        return new StoreHead(head.string("epoch"), head.integer("maxReceiptOrder"));
    }

    public BloomFilter bloom() {
        JsonMembers summary = ask("getIdBloomSummary", json -> {}).objectAt("summary");
        return BloomFilter.fromSummary(new BloomSummary(
                summary.integer("totalIds"),
                summary.integer("bitCount"),
                Math.toIntExact(summary.integer("hashCount")),
                summary.base64("bitsetBase64")));
    }

    void capabilities() {
        http.get(new Call(
                "/" + tenantId + "/sync/" + kind.segment() + "/capabilities?dbId=" + dbId, session.token(), latencies));
    }

    List<String> present(List<String> ids) {
        return ask("hasEntries", json -> Wire.strings(json, "ids", ids)).strings("ids");
    }

    /** @throws BenchFailedException unless every entry was acknowledged */
    public void push(List<ArrivedEntry> entries) {
        Body frames = new Body(Http.OCTETS, Wire.push(tenantId, dbId, entries));
        JsonMembers answer = http.postForJson(call("putEntriesBinary"), frames);
        int receipts = answer.elements("receipts").size();
        if (receipts != entries.size()) {
            throw new BenchFailedException(
                    entries.size() + " entries were pushed, " + receipts + " acknowledged: " + answer.find("rejected"));
        }
    }

    /** One page of a scan: ids with their content hashes, in order. */
    public record Page(Map<String, String> hashes, Optional<Cursor> next, boolean hasMore) {
        public List<String> ids() {
            return List.copyOf(hashes.keySet());
        }
    }

    public Page scan(Optional<Cursor> after, int limit) {
        JsonMembers page = ask("scanEntriesSince", json -> {
            if (after.isPresent()) {
                json.writeObjectFieldStart("cursor");
                json.writeNumberField("receiptOrder", after.get().receiptOrder());
                json.writeStringField("id", after.get().id());
                json.writeEndObject();
            } else {
                json.writeNullField("cursor");
            }
            json.writeNumberField("limit", limit);
        });
        Map<String, String> hashes = new LinkedHashMap<>();
        for (JsonValue entry : page.elements("entries")) {
            JsonMembers members = JsonMembers.of("entry", entry);
            hashes.put(members.string("id"), members.string("contentHash"));
        }
        Optional<Cursor> next = page.findObject("nextCursor")
                .map(cursor -> new Cursor(cursor.integer("receiptOrder"), cursor.string("id")));
        boolean hasMore = page.find("hasMore").equals(Optional.of(new JsonValue.JsonBoolean(true)));
        return new Page(hashes, next, hasMore);
    }

    /**
     * Pulls entries and checks every payload, decrypted from its session key, against the hash that the scan named.
     *
     * @param hashes of an entry without one here, the hash that comes with it counts
     *
     * @throws BenchFailedException if one is missing or changed
     */
    public void pull(List<String> ids, Map<String, String> hashes) {
        Body body = Body.json(json -> {
            json.writeStringField("dbId", dbId);
            Wire.strings(json, "ids", ids);
        });
        FrameReader frames = FrameReader.of(http.post(call("getEntriesBinary"), body));
        int count = 0;
        try {
            SessionKey key = SessionKey.unwrap(
                    session.reader(), members(frames.header()).base64("wrappedSessionKey"), session.random());
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                JsonMembers entry = members(frame.get().metadata());
                Bytes payload = key.open(
                        new SessionKey.Sealed(entry.base64("iv"), frame.get().payload()));
                if (!ContentHash.of(payload)
                        .equals(hashes.getOrDefault(entry.string("id"), entry.string("contentHash")))) {
                    throw new BenchFailedException("entry " + entry.string("id") + " came back changed");
                }
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (count != ids.size()) {
            throw new BenchFailedException(ids.size() + " entries were asked for, " + count + " came");
        }
    }

    /** @throws BenchFailedException unless the entry is there */
    public void find(String id) {
        require(
                ask("getEntryMetadata", json -> json.writeStringField("id", id))
                        .find("entry")
                        .isPresent(),
                id);
    }

    /** @throws BenchFailedException unless the document has entries */
    public void findDocument(String docId) {
        JsonMembers answer = ask("findNewEntriesForDoc", json -> {
            Wire.strings(json, "haveIds", List.of());
            json.writeStringField("docId", docId);
        });
        require(!answer.elements("entries").isEmpty(), docId);
    }

    /** @throws BenchFailedException unless the document has entries */
    public void plan(String docId) {
        JsonMembers answer = ask("planDocumentMaterialization", json -> json.writeStringField("docId", docId));
        require(!answer.objectAt("plan").strings("entryIdsToApply").isEmpty(), docId);
    }

    /** The ids to apply of every document. */
    public List<String> plans(Collection<String> docIds) {
        return ask("planDocumentMaterializationBatch", json -> Wire.strings(json, "docIds", List.copyOf(docIds)))
                .objectAt("batchPlan")
                .elements("plans")
                .stream()
                .flatMap(plan -> JsonMembers.of("plan", plan).strings("entryIdsToApply").stream())
                .toList();
    }

    /** The documents that have entries of a type. */
    public Set<String> documentsWith(String type) {
        return ask("findEntries", json -> json.writeStringField("type", type)).elements("entries").stream()
                .map(entry -> JsonMembers.of("entry", entry).string("docId"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void require(boolean found, String what) {
        if (!found) {
            throw new BenchFailedException(what + " is not there");
        }
    }

    /** The same as JSON. */
    void pushAsJson(List<ArrivedEntry> entries) {
        ask("putEntries", json -> {
            json.writeArrayFieldStart("entries");
            for (ArrivedEntry entry : entries) {
                Wire.entry(json, entry);
            }
            json.writeEndArray();
        });
    }

    private static JsonMembers members(Bytes json) {
        return JsonMembers.of("frame", JsonText.parse(json.toUtf8()));
    }

    JsonMembers ask(String route, Wire.Members more) {
        return http.postForJson(call(route), Body.json(json -> {
            json.writeStringField("dbId", dbId);
            more.write(json);
        }));
    }

    private Call call(String route) {
        return new Call("/" + tenantId + "/sync/" + kind.segment() + "/" + route, session.token(), latencies);
    }
}
