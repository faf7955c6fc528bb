package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.directory.Device;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import java.util.Optional;

/**
 * Keys and layout of the projection of grants: a row for each (signing key, document) and one for each (username hash,
 * document, signing key). A row is never removed: what a document no longer says is a row that says no, with the order of
 * the directory at which it was found.
 */
final class DeviceRows {
    static final String ORDER = "o";

    private final String incarnation;

    DeviceRows(String incarnation) {
        this.incarnation = incarnation;
    }

    String keyPartition(String signingKey) {
        return "K#" + incarnation + "#" + fingerprint(signingKey);
    }

    String userPartition(String usernameHash) {
        return "U#" + incarnation + "#" + usernameHash;
    }

    Item byKey(DeviceRow row, long order) {
        return encode(new Key(keyPartition(row.signingPublicKey()), row.docId()), row, order);
    }

    Item byUser(String usernameHash, DeviceRow row, long order) {
        String sk = row.docId() + "#" + fingerprint(row.signingPublicKey());
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

    /** Of the key without its white space: look-ups do not depend on how a PEM is broken into lines. */
    private static String fingerprint(String pem) {
        return ContentHash.of(Bytes.utf8(pem.replaceAll("\\s", ""))).substring(0, 32);
    }
}
