package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys a grant document lists, in the three forms that were written over time. A document that has either of the two
 * canonical lists is read by those alone: an empty list of devices means no access, and nothing older may restore it.
 */
final class GrantKeys {
    private static final String ACTIVE = "userKeyPairs";
    private static final String REVOKED = "revokedUserKeyPairs";

    private GrantKeys() {}

    static List<Device> active(MapValue root) {
        if (root.list(ACTIVE).isPresent() || root.list(REVOKED).isPresent()) {
            return pairs(root.list(ACTIVE).orElse(List.of()));
        }
        List<Optional<String>> signing = listOrScalar(root, "userSigningPublicKeys", "userSigningPublicKey");
        List<Optional<String>> encryption = listOrScalar(root, "userEncryptionPublicKeys", "userEncryptionPublicKey");
        Map<String, Device> devices = new LinkedHashMap<>();
        for (int i = 0; i < signing.size(); i++) {
            Optional<String> encryptionKey = i < encryption.size() ? encryption.get(i) : Optional.empty();
            signing.get(i).ifPresent(key -> devices.putIfAbsent(key, new Device(key, encryptionKey, Optional.empty())));
        }
        return List.copyOf(devices.values());
    }

    static List<Device> revoked(MapValue root) {
        return pairs(root.list(REVOKED).orElse(List.of()));
    }

    /** The non-empty texts of a list, each once. */
    static Set<String> texts(List<DocumentValue> items) {
        Set<String> texts = new LinkedHashSet<>();
        for (DocumentValue item : items) {
            if (item instanceof Text(String text) && !text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    static Optional<String> nonEmpty(Optional<String> text) {
        return text.filter(characters -> !characters.isEmpty());
    }

    private static List<Device> pairs(List<DocumentValue> items) {
        Map<String, Device> devices = new LinkedHashMap<>();
        for (DocumentValue item : items) {
            if (item instanceof MapValue pair) {
                nonEmpty(pair.text("signingPublicKey"))
                        .ifPresent(key -> devices.putIfAbsent(
                                key,
                                new Device(
                                        key,
                                        nonEmpty(pair.text("encryptionPublicKey")),
                                        nonEmpty(pair.text("joinResponseWrapped")))));
            }
        }
        return List.copyOf(devices.values());
    }

    /** By position, because keys belong together by position: what is no key leaves an empty place. */
    private static List<Optional<String>> listOrScalar(MapValue root, String list, String scalar) {
        return root.list(list)
                .map(items -> items.stream().map(GrantKeys::key).toList())
                .orElseGet(() -> List.of(nonEmpty(root.text(scalar))));
    }

    private static Optional<String> key(DocumentValue item) {
        return item instanceof Text(String text) ? nonEmpty(Optional.of(text)) : Optional.empty();
    }
}
