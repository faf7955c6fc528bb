package io.blindhop.protocol.plan;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Entries with nothing but what planning looks at. */
final class Entries {
    private static final String[] TYPES = {"doc_change", "doc_change", "doc_change", "doc_delete", "doc_undelete"};

    private Entries() {}

    static StoredEntry entry(String type, String id, List<String> dependencies, long createdAt) {
        return entry(type, id, dependencies, createdAt, Optional.empty(), OptionalLong.empty());
    }

    static StoredEntry entry(
            String type,
            String id,
            List<String> dependencies,
            long createdAt,
            Optional<List<String>> snapshotHeads,
            OptionalLong size) {
        EntryMetadata metadata = new EntryMetadata(
                type,
                id,
                "",
                "d",
                dependencies,
                createdAt,
                "",
                "default",
                Optional.empty(),
                snapshotHeads,
                Bytes.empty(),
                Optional.empty(),
                size,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        return new StoredEntry(metadata, 1, Optional.empty());
    }

    /** A random history with forks, merges, dangling and repeated dependencies, and snapshots of parts of it. */
    static List<StoredEntry> randomDocument(Random random) {
        List<StoredEntry> entries = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of("missing"));
        int count = random.nextInt(25);
        for (int i = 0; i < count; i++) {
            String id = Integer.toString(random.nextInt(1 << 20), 36) + "-" + i;
            boolean snapshot = random.nextInt(6) == 0;
            List<String> some = some(ids, random);
            Optional<List<String>> heads =
                    snapshot && random.nextBoolean() ? Optional.of(some(ids, random)) : Optional.empty();
            String type = snapshot ? "doc_snapshot" : TYPES[random.nextInt(TYPES.length)];
            entries.add(entry(type, id, some, random.nextInt(5), heads, OptionalLong.empty()));
            if (!snapshot || random.nextInt(4) == 0) {
                ids.add(id);
            }
        }
        java.util.Collections.shuffle(entries, random);
        return entries;
    }

    private static List<String> some(List<String> ids, Random random) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(ids.get(Math.max(0, ids.size() - 1 - random.nextInt(5))));
        }
        return some;
    }
}
