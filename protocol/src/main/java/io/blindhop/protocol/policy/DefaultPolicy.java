package io.blindhop.protocol.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The tenant's policy. That it exists is what puts access control in force.
 *
 * @param allowedDbIds the databases that exist for others than the administrator; empty if all do
 * @param metadataSignatureSince from when, in milliseconds, entries need a signature over their metadata (protocol 1.8.5)
 */
public record DefaultPolicy(PolicyFlags flags, Optional<Set<String>> allowedDbIds, OptionalLong metadataSignatureSince)
        implements PolicyDocument {
    public DefaultPolicy {
        Objects.requireNonNull(flags, "flags");
        allowedDbIds = allowedDbIds.map(Set::copyOf);
        Objects.requireNonNull(metadataSignatureSince, "metadataSignatureSince");
    }

    @Override
    public String docId() {
        return AclId.DEFAULT_POLICY;
    }
}
