package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.NewValue;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;

/**
 * Writes documents under {@code $publicinfos} as clients do: every text is a Text object. Values are {@code String}, {@code
 * Boolean}, {@code Long}, and lists of {@code String} or of maps of them.
 */
public final class DirectoryWriter implements AutoCloseable {
    private static final long START = 1_767_225_600_000L;

    private final Bytes publicInfosKey;
    private final TestEntries entries;
    private final Map<String, Document> documents = new HashMap<>();
    private int written;

    public DirectoryWriter(SigningKey author, Bytes publicInfosKey) {
        this.publicInfosKey = publicInfosKey;
        this.entries = new TestEntries(5).by(author);
    }

    /** Sets some members of a document, which begins to exist with the first change. */
    public ArrivedEntry write(String docId, Map<String, Object> members) {
        boolean isNew = !documents.containsKey(docId);
        return entry(isNew ? "doc_create" : "doc_change", docId, change(docId, members));
    }

    /** As the author of a document may delete it. */
    public ArrivedEntry deletion(String docId) {
        return entry("doc_delete", docId, change(docId, Map.of("_lastModified", (long) written)));
    }

    /** An entry with a payload that is no change of anything. */
    public ArrivedEntry unreadable(String docId) {
        return entry("doc_change", docId, Bytes.utf8("no change of any document"));
    }

    private Bytes change(String docId, Map<String, Object> members) {
        Document document = documents.computeIfAbsent(docId, id -> new Document());
        ChangeHash[] heads = document.getHeads();
        try (Transaction t = document.startTransaction()) {
            members.forEach((key, value) -> set(t, key, value));
            t.commit();
        }
        return Bytes.wrap(document.encodeChangesSince(heads));
    }

    private static void set(Transaction t, String key, Object value) {
        switch (value) {
            case String text -> t.spliceText(t.set(ObjectId.ROOT, key, ObjectType.TEXT), 0, 0, text);
            case Boolean flag -> t.set(ObjectId.ROOT, key, flag);
            case Long number -> t.set(ObjectId.ROOT, key, NewValue.integer(number));
            case List<?> items -> {
                ObjectId list = t.set(ObjectId.ROOT, key, ObjectType.LIST);
                for (int i = 0; i < items.size(); i++) {
                    insert(t, list, i, items.get(i));
                }
            }
            default -> throw new IllegalArgumentException("no such value in a directory: " + value);
        }
    }

    private static void insert(Transaction t, ObjectId list, int index, Object item) {
        switch (item) {
            case String text -> t.spliceText(t.insert(list, index, ObjectType.TEXT), 0, 0, text);
            case Map<?, ?> members -> {
                ObjectId map = t.insert(list, index, ObjectType.MAP);
                members.forEach(
                        (key, text) -> t.spliceText(t.set(map, (String) key, ObjectType.TEXT), 0, 0, (String) text));
            }
            default -> throw new IllegalArgumentException("no such item in a directory: " + item);
        }
    }

    private ArrivedEntry entry(String type, String docId, Bytes plaintext) {
        int number = ++written;
        byte[] iv = new byte[AesGcm.IV_LENGTH];
        iv[0] = (byte) number;
        iv[1] = (byte) (number >> 8);
        byte[] sealed = AesGcm.seal(publicInfosKey, Bytes.copyOf(iv), plaintext).toArray();
        byte[] payload = new byte[iv.length + sealed.length];
        System.arraycopy(iv, 0, payload, 0, iv.length);
        System.arraycopy(sealed, 0, payload, iv.length, sealed.length);
        String author = ContentHash.of(Bytes.utf8(entries.author().publicPem())).substring(0, 8);
        String id = docId + "_d_" + author + "_" + number;
        return entries.entry(type, id, docId, "$publicinfos", START + number, Bytes.wrap(payload));
    }

    @Override
    public void close() {
        documents.values().forEach(Document::free);
    }
}
