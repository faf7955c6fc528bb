package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.SyncRequest;
import io.blindhop.protocol.wire.SyncResponses;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routes that answer with ids and metadata (protocol 3.3, 5.2, 5.3). Answers that the protocol does not page are
 * streamed page by page of the store: no more than one page is in memory.
 */
final class Metadata {
    /** Ids that are looked up together. */
    private static final int ROUND = 1000;

    HttpResponse head(Target target, SyncRequest.OfDatabase request) {
        StoreHead head = target.store().head();
        return Json.whole(200, out -> SyncResponses.head(out, head));
    }

    HttpResponse bloom(Target target, SyncRequest.OfDatabase request) {
        BloomSummary summary = target.store().bloom();
        return new Fitting(target.room())
                .ofBytes(summary.bitset().length() * 4L / 3 + 1024, out -> SyncResponses.bloom(out, summary));
    }

    HttpResponse compactionStatus(Target target, SyncRequest.OfDatabase request) {
        CompactionStatus status = target.store().compactionStatus();
        return Json.whole(200, out -> SyncResponses.compactionStatus(out, status));
    }

    HttpResponse scanEntriesSince(Target target, SyncRequest.ScanEntriesSince request) {
        ScanPage page = target.store().scan(request.cursor(), request.limit(), request.filter());
        return new Fitting(target.room())
                .ofMemory(
                        page.entries().size(),
                        out -> SyncResponses.scanPage(out, Feed.of(page.entries()), page.next(), page.hasMore()));
    }

    HttpResponse findNewEntries(Target target, SyncRequest.FindNewEntries request) {
        Set<String> have = new HashSet<>(request.haveIds());
        return scanned(
                target,
                ScanFilter.ALL,
                (out, all) -> SyncResponses.entries(
                        out,
                        sink -> all.to(entry -> {
                            if (!have.contains(entry.id())) {
                                sink.accept(entry);
                            }
                        })));
    }

    HttpResponse findNewEntriesForDoc(Target target, SyncRequest.FindNewEntriesForDoc request) {
        Set<String> have = new HashSet<>(request.haveIds());
        List<StoredEntry> missing = target.store().document(request.docId()).stream()
                .filter(entry -> !have.contains(entry.id()))
                .toList();
        return new Fitting(target.room()).ofMemory(missing.size(), out -> SyncResponses.entries(out, Feed.of(missing)));
    }

    HttpResponse findEntries(Target target, SyncRequest.FindEntries request) {
        ScanFilter filter = new ScanFilter(
                Optional.empty(), Set.of(request.type()), request.creationDateFrom(), request.creationDateUntil());
        return scanned(target, filter, SyncResponses::entries);
    }

    HttpResponse allIds(Target target) {
        return scanned(
                target,
                ScanFilter.ALL,
                (out, all) -> SyncResponses.ids(out, sink -> all.to(entry -> sink.accept(entry.id()))));
    }

    /** Writes an answer about entries as they come. */
    private interface ScanAnswer {
        void write(OutputStream out, Feed<StoredEntry> entries) throws IOException;
    }

    private static HttpResponse scanned(Target target, ScanFilter filter, ScanAnswer answer) {
        StoreScan all = new StoreScan(target.store(), filter);
        double share = target.room().limitBytes().isPresent() ? all.shareOfFirst() : 1;
        return new Fitting(target.room())
                .ofPart(out -> answer.write(out, Feed.of(all.first().entries())), share, out -> answer.write(out, all));
    }

    HttpResponse one(Target target, SyncRequest.GetEntryMetadata request) {
        Optional<StoredEntry> entry = Optional.ofNullable(
                target.store().metadata(List.of(request.id())).get(request.id()));
        return Json.whole(200, out -> SyncResponses.entryMetadata(out, entry));
    }

    HttpResponse present(Target target, SyncRequest.HasEntries request) {
        List<String> ids = request.ids();
        ContentAddressedStore store = target.store();
        if (ids.size() <= ROUND) {
            Set<String> known = store.present(ids);
            List<String> present = ids.stream().filter(known::contains).toList();
            return Json.whole(200, out -> SyncResponses.ids(out, Feed.of(present)));
        }
        return Json.streamed(out -> SyncResponses.ids(out, sink -> {
            for (int from = 0; from < ids.size(); from += ROUND) {
                List<String> round = ids.subList(from, Math.min(ids.size(), from + ROUND));
                Set<String> known = store.present(round);
                for (String id : round) {
                    if (known.contains(id)) {
                        sink.accept(id);
                    }
                }
            }
        }));
    }

    HttpResponse dependencies(Target target, SyncRequest.ResolveDependencies request) {
        DependencyWalk walk = new DependencyWalk(request.stopAtEntryType(), request.maxDepth(), request.includeStart());
        List<String> ids = target.store().dependencies(request.startId(), walk);
        return new Fitting(target.room()).ofMemory(ids.size(), out -> SyncResponses.ids(out, Feed.of(ids)));
    }
}
