package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.directory.Device;
import io.blindhop.protocol.directory.Grant;
import io.blindhop.protocol.directory.GrantHistory;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one grant document says, as rows: one for every key that it ever listed, and one for that key and every person it
 * was ever listed for, whether they are in force or not.
 *
 * <p>A function of its arguments, so that it does not matter who derives the rows, or how often. What is too long to be a
 * key, a hash or part of an item is left out: one absurd document must not keep the others from being projected.
 */
final class GrantRows {
    /** Hashes have 64 characters; a document may state a name instead. */
    private static final int MAX_USERNAME = 1024;

    private static final int MAX_JOIN_RESPONSE = 32 * 1024;

    private GrantRows() {}

    static List<Item> of(Tenant tenant, String docId, GrantHistory history, long order) {
        DeviceRows layout = new DeviceRows(tenant.incarnation());
        Optional<String> currentHash = history.current().flatMap(Grant::usernameHash);
        List<Item> rows = new ArrayList<>();
        Map<String, Optional<String>> people = people(history);
        Set<String> identity = KeyOwner.identity(history.current(), tenant);
        for (DeviceRow row : devices(docId, history, KeyOwner.isDecidable(identity))) {
            Optional<String> person = people.get(DeviceRows.fingerprint(row.signingPublicKey()));
            rows.add(layout.byKey(row, new KeyOwner(person, row.active() ? identity : Set.of()), order));
            rows.add(DeviceTenants.row(tenant, row, order));
            for (String hash : new TreeSet<>(history.everListedUsernameHashes())) {
                if (hash.length() <= MAX_USERNAME) {
                    boolean current = currentHash.equals(Optional.of(hash));
                    DeviceRow ofUser = new DeviceRow(
                            docId, row.usernameHash(), row.device(), current && row.active(), current && row.wipe());
                    rows.add(layout.byUser(hash, ofUser, order));
                }
            }
        }
        return rows;
    }

    /** Keys that differ in white space only are one key, and in force if any of its spellings is. */
    private static Collection<DeviceRow> devices(String docId, GrantHistory history, boolean decidable) {
        Map<String, DeviceRow> rows = new TreeMap<>();
        for (String key : new TreeSet<>(history.everListedSigningKeys())) {
            if (key.length() <= Pem.MAX_LENGTH) {
                rows.computeIfAbsent(
                        DeviceRows.fingerprint(key),
                        fingerprint -> row(docId, key, fingerprint, history.current(), decidable));
            }
        }
        return rows.values();
    }

    private static Map<String, Optional<String>> people(GrantHistory history) {
        Map<String, Optional<String>> people = new HashMap<>();
        new TreeMap<>(history.people()).forEach((key, person) -> {
            Optional<String> bounded = person.filter(hash -> hash.length() <= MAX_USERNAME);
            people.merge(DeviceRows.fingerprint(key), bounded, (one, other) -> one.or(() -> other));
        });
        return people;
    }

    private static DeviceRow row(
            String docId, String key, String fingerprint, Optional<Grant> grant, boolean decidable) {
        Optional<Device> active = grant.stream()
                .flatMap(present -> present.devices().stream())
                .filter(device -> isKey(device.signingPublicKey(), fingerprint))
                .findFirst();
        Optional<Device> revoked = grant.stream()
                .flatMap(present -> present.revokedDevices().stream())
                .filter(device -> isKey(device.signingPublicKey(), fingerprint))
                .map(device -> new Device(key, device.encryptionPublicKey(), Optional.empty()))
                .findFirst();
        boolean wipe = grant.stream()
                .flatMap(present -> present.wipeSigningKeys().stream())
                .anyMatch(listed -> isKey(listed, fingerprint));
        return new DeviceRow(
                docId,
                grant.flatMap(Grant::usernameHash).filter(hash -> hash.length() <= MAX_USERNAME),
                active.or(() -> revoked)
                        .map(GrantRows::bounded)
                        .orElseGet(() -> new Device(key, Optional.empty(), Optional.empty())),
                active.isPresent() && decidable,
                wipe);
    }

    private static boolean isKey(String listed, String fingerprint) {
        return listed.length() <= Pem.MAX_LENGTH
                && DeviceRows.fingerprint(listed).equals(fingerprint);
    }

    private static Device bounded(Device device) {
        return new Device(
                device.signingPublicKey(),
                device.encryptionPublicKey().filter(pem -> pem.length() <= Pem.MAX_LENGTH),
                device.joinResponseWrapped().filter(response -> response.length() <= MAX_JOIN_RESPONSE));
    }
}
