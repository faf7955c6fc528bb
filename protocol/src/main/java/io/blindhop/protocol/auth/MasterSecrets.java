package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import java.util.List;
import java.util.function.Supplier;

/**
 * The master secrets in force, newest first. The first one signs, all of them are accepted: to replace a secret, put the
 * new one in front, and drop the old one when everything it signed has expired, an hour later.
 */
public final class MasterSecrets {
    private final Supplier<List<MasterSecret>> newestFirst;
    private final Generation generation;

    /** @throws IllegalArgumentException if the list is empty */
    public MasterSecrets(List<MasterSecret> newestFirst) {
        if (newestFirst.isEmpty()) {
            throw new IllegalArgumentException("At least one master secret is needed");
        }
        List<MasterSecret> fixed = List.copyOf(newestFirst);
        this.newestFirst = () -> fixed;
        this.generation = Generation.FIRST;
    }

    /** @param newestFirst asked whenever a key is needed, never empty: secrets may be replaced while a node runs */
    public MasterSecrets(Supplier<List<MasterSecret>> newestFirst) {
        this(newestFirst, Generation.FIRST);
    }

    private MasterSecrets(Supplier<List<MasterSecret>> newestFirst, Generation generation) {
        this.newestFirst = newestFirst;
        this.generation = generation;
    }

    /**
     * The same secrets with other keys. A table that was restored has forgotten which challenges were spent and which tokens
     * came too late, so nothing that an earlier generation signed may be good.
     */
    public MasterSecrets in(Generation other) {
        return new MasterSecrets(newestFirst, other);
    }

    /** The keys for one use in one realm. Keys of different uses, realms or generations tell nothing of each other. */
    SecretKeys keys(String use, Realm realm) {
        Bytes label = switch (realm) {
            case Realm.OfTenant(var tenant, var incarnation) -> label(use, "tenant", tenant.value(), incarnation);
            case Realm.OfSystem system -> label(use, "system");
            case Realm.OfDevices devices -> label(use, "device");
            case Realm.OfSignaling signaling -> label(use, "signaling");
        };
        return new SecretKeys(newestFirst.get().stream()
                .map(secret -> SecretKeys.hmac(secret.toArray(), label))
                .toList());
    }

    private Bytes label(String... parts) {
        FieldWriter label = new FieldWriter().text("blindhop-login-keys-v1");
        for (String part : parts) {
            label.text(part);
        }
        if (!generation.isFirst()) {
            label.text("generation").number(generation.number());
        }
        return label.bytes();
    }
}
