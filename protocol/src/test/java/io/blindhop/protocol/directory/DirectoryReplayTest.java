package io.blindhop.protocol.directory;

import static io.blindhop.protocol.directory.RecordedDirectory.ALICE;
import static io.blindhop.protocol.directory.RecordedDirectory.replay;
import static io.blindhop.protocol.directory.RecordedDirectory.signingKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.DocumentValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryReplayTest {
    private final Document document = new Document();
    private final List<DirectoryEntry> entries = new ArrayList<>();

    @AfterEach
    void free() {
        document.free();
    }

    @Test
    void aDeletionByAMemberIsNotSeen() {
        change("first");
        entries.add(sealed("doc_delete").entry(Bytes.empty(), signingKey("bob"), "$publicinfos"));
        assertThat(state()).hasValue(live("first"));
    }

    @Test
    void aDeletionByTheAdministratorIsSeenEvenUnderAnotherKey() {
        change("first");
        entries.add(sealed("doc_delete").entry(Bytes.empty(), signingKey("admin"), "default"));
        assertThat(state()).hasValue(new DirectoryDocument.Deleted("d"));
        entries.add(sealed("doc_undelete").entry(Bytes.empty(), signingKey("admin"), "default"));
        assertThat(state()).hasValue(live("first"));
    }

    @Test
    void entriesUnderAnotherKeyAreSkipped() {
        change("first");
        entries.add(sealed("doc_change").entry(Bytes.utf8("secret"), signingKey("admin"), "default"));
        assertThat(state()).hasValue(live("first"));
    }

    @Test
    void anOlderVersionOfTheKeyOpensToo() {
        change("first");
        Bytes newest = Bytes.wrap(new byte[32]);
        DirectoryReplay rotated = new DirectoryReplay(signingKey("admin"), List.of(newest, RecordedDirectory.KEY));
        assertThat(rotated.replay("d", entries)).hasValue(live("first"));
        DirectoryReplay lost = new DirectoryReplay(signingKey("admin"), List.of(newest));
        assertUnreadable(lost.replay("d", entries), "entry e1 opens with none of the 1 versions of $publicinfos");
    }

    @Test
    void aPayloadThatIsNoChangeMakesTheDocumentUnreadableAndSaysWhich() {
        change("first");
        entries.add(sealed("doc_change").byAdmin(Bytes.utf8("not automerge")));
        assertUnreadable(state(), "entry e2 is not what it says");
    }

    @Test
    void aSnapshotReplacesWhatItCovers() {
        change("first");
        change("second");
        DirectoryEntry lost = entries.remove(0);
        entries.addFirst(new DirectoryEntry(lost.entry(), Bytes.utf8("lost")));
        assertUnreadable(state(), "entry e1");
        entries.add(sealed("doc_snapshot").byAdmin(Bytes.wrap(document.save())));
        change("third");
        assertThat(state()).hasValue(live("third"));
        GrantHistory history = GrantHistory.of(replay(), "d", entries, Long.MAX_VALUE);
        assertThat(history.state()).hasValue(live("third"));
    }

    @Test
    void theHistoryOfAThousandChangesNamesEveryKeyOnce() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String key = "key " + i;
            keys.add(key);
            edit(t -> {
                t.set(ObjectId.ROOT, "form", "useroperation");
                t.set(ObjectId.ROOT, "type", "grantaccess");
                ObjectId list = t.set(ObjectId.ROOT, "userSigningPublicKeys", ObjectType.LIST);
                t.insert(list, 0, key);
            });
            if (i % 100 == 99) {
                entries.add(sealed("doc_snapshot").byAdmin(Bytes.wrap(document.save())));
            }
        }
        GrantHistory history = GrantHistory.of(replay(), "d", entries, Long.MAX_VALUE);
        assertThat(history.everListedSigningKeys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(history.current().orElseThrow().devices())
                .containsExactly(new Device("key 999", Optional.empty(), Optional.empty()));
        assertThat(history.state()).isEqualTo(state());
    }

    /** Otherwise nobody would take back what was projected while the snapshot made the document readable. */
    @Test
    void theHistoryKnowsKeysThatWereNamedBehindAnUnreadableEntryThatASnapshotCovers() {
        grant("first");
        grant("second");
        DirectoryEntry lost = entries.removeLast();
        entries.add(new Sealed("doc_snapshot", "s1", List.of("e2"), 2).byAdmin(Bytes.wrap(document.save())));
        entries.add(new DirectoryEntry(
                new io.blindhop.protocol.entry.StoredEntry(lost.entry().metadata(), 3, Optional.empty()),
                Bytes.utf8("lost")));
        edit(t -> {
            ObjectId list = t.set(ObjectId.ROOT, "userSigningPublicKeys", ObjectType.LIST);
            t.insert(list, 0, "third");
        });
        assertThat(GrantHistory.of(replay(), "d", entries, 4)
                        .current()
                        .orElseThrow()
                        .devices())
                .containsExactly(new Device("third", Optional.empty(), Optional.empty()));
        entries.add(sealed("doc_delete").byAdmin(Bytes.empty()));
        GrantHistory deleted = GrantHistory.of(replay(), "d", entries, 5);
        assertThat(deleted.current()).isEmpty();
        assertThat(deleted.everListedSigningKeys()).contains("first", "second", "third");
    }

    private void grant(String key) {
        edit(t -> {
            t.set(ObjectId.ROOT, "form", "useroperation");
            t.set(ObjectId.ROOT, "type", "grantaccess");
            ObjectId list = t.set(ObjectId.ROOT, "userSigningPublicKeys", ObjectType.LIST);
            t.insert(list, 0, key);
        });
    }

    @Test
    void aChangeThatArrivesBeforeItsParentCountsWhenTheParentIsThere() {
        change("first");
        change("second");
        List<DirectoryEntry> swapped = List.of(reordered(entries.get(1), 1), reordered(entries.get(0), 2));
        assertThat(replay().replay("d", swapped.subList(0, 1)))
                .hasValue(new DirectoryDocument.Live("d", DocumentValue.MapValue.empty()));
        assertThat(replay().replay("d", swapped)).hasValue(live("second"));
    }

    @Test
    void aDocumentOfNobodyIsNone() {
        assertThat(replay().replay(ALICE, List.of())).isEmpty();
    }

    private static DirectoryEntry reordered(DirectoryEntry entry, long order) {
        return new DirectoryEntry(
                new io.blindhop.protocol.entry.StoredEntry(entry.entry().metadata(), order, Optional.empty()),
                entry.payload());
    }

    private interface Edit {
        void on(Transaction transaction);
    }

    private void change(String title) {
        edit(t -> t.set(ObjectId.ROOT, "title", title));
    }

    private void edit(Edit edit) {
        ChangeHash[] heads = document.getHeads();
        try (Transaction t = document.startTransaction()) {
            edit.on(t);
            t.commit();
        }
        String type = entries.isEmpty() ? "doc_create" : "doc_change";
        entries.add(sealed(type).byAdmin(Bytes.wrap(document.encodeChangesSince(heads))));
    }

    /** The next entry, on top of the last one that is not a snapshot. */
    private Sealed sealed(String type) {
        int order = entries.size() + 1;
        List<String> parents = entries.stream()
                .filter(entry -> !entry.entry().metadata().entryType().equals("doc_snapshot"))
                .map(DirectoryEntry::id)
                .toList();
        return new Sealed(type, "e" + order, parents.isEmpty() ? List.of() : List.of(parents.getLast()), order);
    }

    private Optional<DirectoryDocument> state() {
        return replay().replay("d", entries);
    }

    private static DirectoryDocument live(String title) {
        return new DirectoryDocument.Live(
                "d", new DocumentValue.MapValue(Map.of("title", new DocumentValue.Text(title))));
    }

    private static void assertUnreadable(Optional<DirectoryDocument> state, String reason) {
        assertThat(state.orElseThrow())
                .isInstanceOfSatisfying(
                        DirectoryDocument.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains(reason));
    }
}
