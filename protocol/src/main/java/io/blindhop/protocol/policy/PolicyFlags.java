package io.blindhop.protocol.policy;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy states about every caller alike. What it does not state is left to the tenant's policy, or to the default.
 *
 * @param denied operations that the policy states to be denied, or not to be
 * @param disableAll whether all checks and rules are off
 */
public record PolicyFlags(Map<Operation, Boolean> denied, Optional<Boolean> disableAll) {
    public PolicyFlags {
        denied = Map.copyOf(denied);
    }

    static PolicyFlags of(MapValue root) {
        Map<Operation, Boolean> denied = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            flag(root, operation.flag()).ifPresent(set -> denied.put(operation, set));
        }
        return new PolicyFlags(denied, flag(root, "disableAllAccessChecksAndPolicies"));
    }

    Optional<Boolean> denies(Operation operation) {
        return Optional.ofNullable(denied.get(operation));
    }

    private static Optional<Boolean> flag(MapValue root, String key) {
        return root.get(key)
                .filter(DocumentValue.Flag.class::isInstance)
                .map(value -> ((DocumentValue.Flag) value).set());
    }
}
