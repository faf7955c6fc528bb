package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;

/** Writes grant documents as a client of the administrator does. */
final class Administrator implements AutoCloseable {
    private static final long START = 1_767_225_600_000L;

    private final Bytes publicInfosKey = Bytes.wrap(new byte[AesGcm.KEY_LENGTH]);
    private final SigningKey key;
    private final TestEntries entries;
    private final List<Document> documents = new ArrayList<>();
    private int written;

    Administrator() {
        TestEntries generator = new TestEntries(4);
        this.key = generator.newKey();
        this.entries = generator.by(key);
    }

    Tenant tenant() {
        return new Tenant("acme", "incarnation", key.publicPem(), "", Optional.empty(), List.of(publicInfosKey));
    }

    Grants grants(String docId) {
        return new Grants(docId);
    }

    @Override
    public void close() {
        documents.forEach(Document::free);
    }

    /** What a grant document says. */
    record State(String usernameHash, List<String> active, List<String> revoked, List<String> wipe) {
        static State active(String usernameHash, String... keys) {
            return new State(usernameHash, List.of(keys), List.of(), List.of());
        }

        static State revoked(String usernameHash, String... keys) {
            return new State(usernameHash, List.of(), List.of(keys), List.of());
        }
    }

    /** One grant document, change by change. */
    final class Grants {
        private final String docId;
        private final Document document = new Document();

        private Grants(String docId) {
            this.docId = docId;
            documents.add(document);
        }

        VerifiedEntry change(State state) {
            return entry("doc_change", key, plainChange(state));
        }

        /** The same change, written by a member. */
        VerifiedEntry forged(State state) {
            return entry("doc_change", entries.newKey(), plainChange(state));
        }

        VerifiedEntry deletion() {
            return entry("doc_delete", key, plainChange(State.active("")));
        }

        VerifiedEntry unreadable() {
            return entry("doc_change", key, Bytes.utf8("no change of any document"));
        }

        private Bytes plainChange(State state) {
            ChangeHash[] heads = document.getHeads();
            try (Transaction t = document.startTransaction()) {
                t.set(ObjectId.ROOT, "form", "useroperation");
                t.set(ObjectId.ROOT, "type", "grantaccess");
                t.set(ObjectId.ROOT, "username_hash", state.usernameHash());
                pairs(t, "userKeyPairs", state.active());
                pairs(t, "revokedUserKeyPairs", state.revoked());
                ObjectId wipe = t.set(ObjectId.ROOT, "wipeRequestedForSigningKeys", ObjectType.LIST);
                for (int i = 0; i < state.wipe().size(); i++) {
                    t.insert(wipe, i, state.wipe().get(i));
                }
                t.commit();
            }
            return Bytes.wrap(document.encodeChangesSince(heads));
        }

        private static void pairs(Transaction t, String name, List<String> keys) {
            ObjectId list = t.set(ObjectId.ROOT, name, ObjectType.LIST);
            for (int i = 0; i < keys.size(); i++) {
                ObjectId pair = t.insert(list, i, ObjectType.MAP);
                t.set(pair, "signingPublicKey", keys.get(i));
                t.set(pair, "encryptionPublicKey", "encryption key of " + keys.get(i));
            }
        }

        private VerifiedEntry entry(String type, SigningKey author, Bytes plaintext) {
            int number = ++written;
            String id = docId + "_d_0_" + number;
            byte[] iv = new byte[AesGcm.IV_LENGTH];
            iv[0] = (byte) number;
            iv[1] = (byte) (number >> 8);
            byte[] sealed =
                    AesGcm.seal(publicInfosKey, Bytes.copyOf(iv), plaintext).toArray();
            byte[] payload = new byte[iv.length + sealed.length];
            System.arraycopy(iv, 0, payload, 0, iv.length);
            System.arraycopy(sealed, 0, payload, iv.length, sealed.length);
            return TestEntries.verified(
                    entries.by(author).entry(type, id, docId, "$publicinfos", START + number, Bytes.wrap(payload)));
        }
    }
}
