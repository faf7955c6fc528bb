package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import java.util.ArrayList;
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
        List<String> signing = listOrScalar(root, "userSigningPublicKeys", "userSigningPublicKey");
        List<String> encryption = listOrScalar(root, "userEncryptionPublicKeys", "userEncryptionPublicKey");
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < signing.size(); i++) {
            Optional<String> key = i < encryption.size() ? Optional.of(encryption.get(i)) : Optional.empty();
            devices.add(new Device(signing.get(i), key, Optional.empty()));
        }
        return devices;
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

    private static List<String> listOrScalar(MapValue root, String list, String scalar) {
        return root.list(list)
                .map(items -> texts(items).stream().toList())
                .orElse(nonEmpty(root.text(scalar)).stream().toList());
    }
}
