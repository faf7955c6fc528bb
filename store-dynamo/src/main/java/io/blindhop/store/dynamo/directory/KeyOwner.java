package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.Grant;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whose a key is, as one grant document says.
 *
 * @param person the username hash when the document last listed the key, in force or not
 * @param identity what rules match for the person, groups aside; empty unless the key is in force
 */
record KeyOwner(Optional<String> person, Set<String> identity) {
    /** Of texts in a row; nothing that is longer could be meant by a rule. */
    private static final int MAX_IDENTITY_BYTES = 64 * 1024;

    static final KeyOwner UNKNOWN = new KeyOwner(Optional.empty(), Set.of());

    KeyOwner {
        Objects.requireNonNull(person, "person");
        identity = Set.copyOf(identity);
    }

    static Set<String> identity(Optional<Grant> grant, Tenant tenant) {
        return grant.map(present -> present.identity(new UsernameHash(tenant.id())))
                .orElse(Set.of());
    }

    /** Of somebody with more names than a row holds no rule could be decided. */
    static boolean isDecidable(Set<String> identity) {
        return HashList.encode(identity).length() <= MAX_IDENTITY_BYTES;
    }
}
