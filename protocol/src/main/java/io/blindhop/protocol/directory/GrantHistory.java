package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.entry.EntryMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one document says at a receipt order, and whom it ever named until then: whoever keeps a row per key must find the
 * rows of those that it no longer names.
 *
 * @param state the document at that order; empty if the administrator had written nothing
 * @param everListedSigningKeys signing keys that the state after some entry listed as active, revoked or to be wiped
 * @param everListedUsernameHashes username hashes that the state after some entry had
 */
public record GrantHistory(
        Optional<DirectoryDocument> state, Set<String> everListedSigningKeys, Set<String> everListedUsernameHashes) {
    public GrantHistory {
        Objects.requireNonNull(state, "state");
        everListedSigningKeys = Set.copyOf(everListedSigningKeys);
        everListedUsernameHashes = Set.copyOf(everListedUsernameHashes);
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
        List<DirectoryEntry> until = entries.stream()
                .filter(entry -> entry.entry().receiptOrder() <= upToOrder)
                .toList();
        Set<String> keys = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        Walk walk = new Walk(replay, docId);
        List<DirectoryEntry> counted = replay.counted(until);
        for (int i = 0; i < counted.size(); i++) {
            walk.add(counted.get(i)).ifPresent(grant -> note(grant, keys, hashes));
            if (walk.stumbled) {
                // The plan of this state may read around the entry that the walk cannot pass.
                replay.replay(docId, counted.subList(0, i + 1))
                        .flatMap(DirectoryDocument::grant)
                        .ifPresent(grant -> note(grant, keys, hashes));
            }
        }
        Optional<DirectoryDocument> state = replay.replay(docId, until);
        state.flatMap(DirectoryDocument::grant).ifPresent(grant -> note(grant, keys, hashes));
        return new GrantHistory(state, keys, hashes);
    }

    private static void note(Grant grant, Set<String> keys, Set<String> hashes) {
        keys.addAll(grant.listedSigningKeys());
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
         * The grant after this entry. Whether the document is deleted does not matter here: what a deleted document named
         * was named before, and naming too many is harmless.
         */
        Optional<Grant> add(DirectoryEntry entry) {
            if (!replay.isForServers(entry) || isContained(entry.entry().metadata())) {
                return Optional.empty();
            }
            try {
                replay.apply(entry, document);
                contained.add(entry.id());
                return DirectoryReplay.live(docId, document).grant();
            } catch (UnreadableEntryException e) {
                // Half an entry may be in there.
                stumbled = true;
                document = new AutomergeDocument();
                contained.clear();
                return Optional.empty();
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
