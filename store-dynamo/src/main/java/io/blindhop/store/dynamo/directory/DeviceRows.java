package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.directory.Device;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys and layout of the projection of grants: a row for each (signing key, document) and one for each (username hash,
 * document, signing key). A row is never removed: what a document no longer says is a row that says no, with the order of
 * the directory at which it was found.
 */
final class DeviceRows {
    static final String ORDER = "o";

    /** Every sort key begins with it, so that all documents lie before {@link #END}, whatever their ids begin with. */
    static final String FIRST = "d";

    static final String END = "e";

    private static final String PERSON = "p";
    private static final String IDENTITY = "i";

    private final String incarnation;

    DeviceRows(String incarnation) {
        this.incarnation = incarnation;
    }

    String keyPartition(String signingKey) {
        return keyPartitions() + fingerprint(signingKey);
    }

    /** How the partitions of all keys begin; the fingerprint of one follows. */
    String keyPartitions() {
        return "K#" + incarnation + "#";
    }

    /** Hashed once more, because whoever asks chooses the text, and a partition key ends at 2,048 bytes. */
    String userPartition(String usernameHash) {
        return "U#" + incarnation + "#" + digest(usernameHash);
    }

    Item byKey(DeviceRow row, KeyOwner owner, long order) {
        Key key = new Key(keyPartition(row.signingPublicKey()), FIRST + row.docId());
        Map<String, Value> more = new HashMap<>();
        owner.person().ifPresent(hash -> more.put(PERSON, new Value.Text(hash)));
        if (!owner.identity().isEmpty()) {
            more.put(IDENTITY, new Value.Binary(HashList.encode(owner.identity())));
        }
        return encode(key, row, order).with(more);
    }

    Item byUser(String usernameHash, DeviceRow row, long order) {
        String sk = FIRST + row.docId() + "#" + fingerprint(row.signingPublicKey());
        return encode(new Key(userPartition(usernameHash), sk), row, order);
    }

    private static Item encode(Key key, DeviceRow row, long order) {
        Item.Builder item = Item.of(key)
                .whole(ORDER, order)
                .text("d", row.docId())
                .text("k", row.signingPublicKey())
                .whole("a", row.active() ? 1 : 0)
                .whole("w", row.wipe() ? 1 : 0);
        row.usernameHash().ifPresent(hash -> item.text("h", hash));
        row.device().encryptionPublicKey().ifPresent(pem -> item.text("e", pem));
        row.device().joinResponseWrapped().ifPresent(response -> item.text("j", response));
        return item.build();
    }

    static DeviceRow decode(Item item) {
        Device device = new Device(item.requireText("k"), item.text("e"), item.text("j"));
        Optional<String> usernameHash = item.text("h");
        return new DeviceRow(
                item.requireText("d"), usernameHash, device, item.requireWhole("a") == 1, item.requireWhole("w") == 1);
    }

    /** Of a row that was found by key. */
    static KeyOwner owner(Item item) {
        return new KeyOwner(
                item.text(PERSON), item.binary(IDENTITY).map(HashList::decode).orElse(Set.of()));
    }

    /** Of the key without its white space: look-ups do not depend on how a PEM is broken into lines. */
    static String fingerprint(String pem) {
        return SigningKeyName.of(pem);
    }

    static String digest(String text) {
        return ContentHash.of(Bytes.utf8(text)).substring(0, 32);
    }
}
