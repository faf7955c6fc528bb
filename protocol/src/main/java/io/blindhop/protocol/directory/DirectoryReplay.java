package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.automerge.MalformedChunkException;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.DeletionRule;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the stored entries of one directory document into its state (protocol 4.2).
 *
 * <p>The author filter comes before everything else: an entry that the administrator did not write has no influence on
 * anything, deletion and planning included. What cannot be read makes its document {@link DirectoryDocument.Unreadable}
 * and no other. Entries under another key than {@code $publicinfos} are skipped, but still delete or undelete: that rule
 * looks at metadata alone.
 */
public final class DirectoryReplay {
    private final PayloadReader reader;

    /**
     * @param adminSigningPublicKey PEM, from the registration of the tenant; white space does not matter
     * @param publicInfosKeys the versions of {@code $publicinfos}, newest first, 32 bytes each
     */
    public DirectoryReplay(String adminSigningPublicKey, List<Bytes> publicInfosKeys) {
        this.reader = new PayloadReader(adminSigningPublicKey, publicInfosKeys);
    }

    /**
     * The state of the document; empty if the administrator wrote none of the entries.
     *
     * @param entries the entries of this document, in receipt order
     */
    public Optional<DirectoryDocument> replay(String docId, List<DirectoryEntry> entries) {
        List<DirectoryEntry> counted = counted(entries);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        if (isDeleted(counted)) {
            return Optional.of(new DirectoryDocument.Deleted(docId));
        }
        return Optional.of(lastState(docId, counted));
    }

    /**
     * What the document says, or said last if it is deleted; empty if the administrator wrote none of the entries.
     *
     * @param entries the entries of this document, in receipt order
     */
    public Optional<DirectoryDocument> replayDespiteDeletion(String docId, List<DirectoryEntry> entries) {
        List<DirectoryEntry> counted = counted(entries);
        return counted.isEmpty() ? Optional.empty() : Optional.of(lastState(docId, counted));
    }

    private DirectoryDocument lastState(String docId, List<DirectoryEntry> counted) {
        try {
            return live(docId, counted);
        } catch (UnreadableEntryException e) {
            return new DirectoryDocument.Unreadable(docId, e.getMessage());
        }
    }

    List<DirectoryEntry> counted(List<DirectoryEntry> entries) {
        return entries.stream()
                .filter(entry -> reader.isByAdmin(entry.entry().metadata()))
                .toList();
    }

    boolean isForServers(DirectoryEntry entry) {
        return reader.isForServers(entry.entry().metadata());
    }

    static boolean isDeleted(List<DirectoryEntry> counted) {
        return DeletionRule.isDeleted(
                counted.stream().map(DirectoryEntry::entry).toList());
    }

    private DirectoryDocument live(String docId, List<DirectoryEntry> counted) throws UnreadableEntryException {
        Map<String, DirectoryEntry> byId = new HashMap<>();
        counted.stream().filter(this::isForServers).forEach(entry -> byId.put(entry.id(), entry));
        List<StoredEntry> readable = counted.stream()
                .filter(this::isForServers)
                .map(DirectoryEntry::entry)
                .toList();
        MaterializationPlan plan = MaterializationPlanner.plan(docId, readable);
        AutomergeDocument document = new AutomergeDocument();
        if (plan.snapshotEntryId().isPresent()) {
            apply(byId.get(plan.snapshotEntryId().get()), document);
        }
        for (String id : plan.entryIdsToApply()) {
            apply(byId.get(id), document);
        }
        return live(docId, document);
    }

    void apply(DirectoryEntry entry, AutomergeDocument document) throws UnreadableEntryException {
        Bytes plaintext = reader.open(entry);
        try {
            document.apply(plaintext);
        } catch (MalformedChunkException e) {
            throw new UnreadableEntryException("entry " + entry.id() + " is not what it says: " + e.getMessage(), e);
        }
    }

    static DirectoryDocument live(String docId, AutomergeDocument document) throws UnreadableEntryException {
        try {
            return new DirectoryDocument.Live(docId, document.root());
        } catch (MalformedChunkException e) {
            throw new UnreadableEntryException("document " + docId + " has no value: " + e.getMessage(), e);
        }
    }
}
