package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One person's access, as a grant document states it (protocol 4.4).
 *
 * @param docId the document, which remote wipe is scoped to
 * @param usernameHash who; a grant without it matches no name but its keys count
 * @param identityHashes what rules and blacklists match
 * @param identityHashesVersion 0 if the document has only the hash of the name itself
 * @param devices active devices, each signing key once; none means no access
 * @param revokedDevices devices that the document lists as revoked: no longer active, but a device that is to wipe
 *     itself still reads with its key
 * @param wipeSigningKeys signing keys of devices that are to wipe themselves
 */
public record Grant(
        String docId,
        Optional<String> usernameHash,
        Set<String> identityHashes,
        long identityHashesVersion,
        List<Device> devices,
        List<Device> revokedDevices,
        Set<String> wipeSigningKeys) {
    public Grant {
        Objects.requireNonNull(docId, "docId");
        Objects.requireNonNull(usernameHash, "usernameHash");
        identityHashes = Set.copyOf(identityHashes);
        devices = List.copyOf(devices);
        revokedDevices = List.copyOf(revokedDevices);
        wipeSigningKeys = Set.copyOf(wipeSigningKeys);
    }

    /** The grant that a live directory document states; empty if it is a document of another kind. */
    public static Optional<Grant> of(String docId, MapValue root) {
        boolean isGrant = root.text("form").equals(Optional.of("useroperation"))
                && root.text("type").equals(Optional.of("grantaccess"));
        if (!isGrant) {
            return Optional.empty();
        }
        Optional<String> usernameHash = GrantKeys.nonEmpty(root.text("username_hash"));
        Set<String> identityHashes = root.list("identity_hashes")
                .map(GrantKeys::texts)
                .orElse(new LinkedHashSet<>(usernameHash.stream().toList()));
        return Optional.of(new Grant(
                docId,
                usernameHash,
                identityHashes,
                number(root, "identity_hashes_v"),
                GrantKeys.active(root),
                GrantKeys.revoked(root),
                root.list("wipeRequestedForSigningKeys").map(GrantKeys::texts).orElse(Set.of())));
    }

    /** What rules and blacklists match for this person, re-hashing what only an old document states. */
    public Set<String> identity(UsernameHash tenant) {
        Set<String> identity = new LinkedHashSet<>(identityHashes);
        if (identityHashesVersion == 0) {
            usernameHash.map(tenant::schemes).ifPresent(identity::addAll);
        }
        return identity;
    }

    /** Every signing key that the document mentions, in force or not. */
    public Set<String> listedSigningKeys() {
        Set<String> keys = new LinkedHashSet<>();
        revokedDevices.forEach(device -> keys.add(device.signingPublicKey()));
        devices.forEach(device -> keys.add(device.signingPublicKey()));
        keys.addAll(wipeSigningKeys);
        return keys;
    }

    private static long number(MapValue root, String key) {
        return switch (root.get(key).orElse(new DocumentValue.Whole(0))) {
            case DocumentValue.Whole(long number) -> number;
            case DocumentValue.Real(double number) -> (long) number;
            default -> 0;
        };
    }
}
