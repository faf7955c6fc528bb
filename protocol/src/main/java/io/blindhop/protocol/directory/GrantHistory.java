package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.entry.EntryMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one document says at a receipt order, and whom it ever named until then: whoever keeps a row per key must find the
 * rows of those that it no longer names.
 *
 * @param state the document at that order; empty if the administrator had written nothing
 * @param people for every signing key that the state after some entry listed as active, revoked or to be wiped, whose it was
 *     then: the username hash, the last one if there were several, empty if there was none
 * @param everListedUsernameHashes username hashes that the state after some entry had
 */
public record GrantHistory(
        Optional<DirectoryDocument> state, Map<String, Optional<String>> people, Set<String> everListedUsernameHashes) {
    public GrantHistory {
        Objects.requireNonNull(state, "state");
        people = Map.copyOf(people);
        everListedUsernameHashes = Set.copyOf(everListedUsernameHashes);
    }

    /** Every signing key that the document ever listed. */
    public Set<String> everListedSigningKeys() {
        return people.keySet();
    }

    /** The grant in force at that order. */
    public Optional<Grant> current() {
        return state.flatMap(DirectoryDocument::grant);
    }

    /**
     * Decodes every payload at most twice, however many entries there are; from an unreadable one on, every state is
     * decoded by itself. Names in states that were unreadable are not known.
     *
     * @param entries the entries of the document, in receipt order
     * @param upToOrder the last receipt order that counts
     */
    public static GrantHistory of(DirectoryReplay replay, String docId, List<DirectoryEntry> entries, long upToOrder) {
        return of(replay, docId, entries, upToOrder, state -> {});
    }

    /** @param observer sees the states along the way, the unreadable ones too, deletion aside; more of them is harmless */
    public static GrantHistory of(
            DirectoryReplay replay,
            String docId,
            List<DirectoryEntry> entries,
            long upToOrder,
            Consumer<DirectoryDocument> observer) {
        List<DirectoryEntry> until = entries.stream()
                .filter(entry -> entry.entry().receiptOrder() <= upToOrder)
                .toList();
        Map<String, Optional<String>> people = new HashMap<>();
        Set<String> hashes = new HashSet<>();
        Walk walk = new Walk(replay, docId);
        List<DirectoryEntry> counted = replay.counted(until);
        Consumer<DirectoryDocument> note = after -> {
            observer.accept(after);
            after.grant().ifPresent(grant -> note(grant, people, hashes));
        };
        for (int i = 0; i < counted.size(); i++) {
            walk.add(counted.get(i)).ifPresent(note);
            if (walk.stumbled) {
                // The plan of this state may read around the entry that the walk cannot pass.
                replay.replay(docId, counted.subList(0, i + 1)).ifPresent(note);
            }
        }
        Optional<DirectoryDocument> state = replay.replay(docId, until);
        state.ifPresent(note);
        return new GrantHistory(state, people, hashes);
    }

    private static void note(Grant grant, Map<String, Optional<String>> people, Set<String> hashes) {
        for (String key : grant.listedSigningKeys()) {
            people.merge(key, grant.usernameHash(), (earlier, now) -> now.or(() -> earlier));
        }
        grant.usernameHash().ifPresent(hashes::add);
    }

    /** The document growing entry by entry, in receipt order, which need not be causal order. */
    private static final class Walk {
        private final DirectoryReplay replay;
        private final String docId;
        private AutomergeDocument document = new AutomergeDocument();
        private final Set<String> contained = new HashSet<>();
        private boolean stumbled;

        Walk(DirectoryReplay replay, String docId) {
            this.replay = replay;
            this.docId = docId;
        }

        /**
         * The state after this entry, if the entry says anything new. Whether the document is deleted does not matter here: what a deleted document named
         * was named before, and naming too many is harmless.
         */
        Optional<DirectoryDocument> add(DirectoryEntry entry) {
            if (!replay.isForServers(entry) || isContained(entry.entry().metadata())) {
                return Optional.empty();
            }
            try {
                replay.apply(entry, document);
                contained.add(entry.id());
                return Optional.of(DirectoryReplay.live(docId, document));
            } catch (UnreadableEntryException e) {
                // Half an entry may be in there.
                stumbled = true;
                document = new AutomergeDocument();
                contained.clear();
                return Optional.of(new DirectoryDocument.Unreadable(docId, e.getMessage()));
            }
        }

        /** A snapshot of what was applied one by one says nothing new, and holds the whole history. */
        private boolean isContained(EntryMetadata entry) {
            List<String> roots = new ArrayList<>(entry.snapshotHeadEntryIds().orElse(entry.dependencyIds()));
            return entry.entryType().equals("doc_snapshot")
                    && !roots.isEmpty()
                    && contained.containsAll(roots)
                    && !document.hasWaitingChanges();
        }
    }
}
