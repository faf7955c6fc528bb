package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.policy.PolicyFlags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Flags as one character each, in the order of {@link Operation}, then the master switch: yes, no or not stated. */
final class FlagText {
    private static final char YES = 'y';
    private static final char NO = 'n';
    private static final char UNSTATED = '-';

    private FlagText() {}

    static String of(PolicyFlags flags) {
        StringBuilder text = new StringBuilder();
        for (Operation operation : Operation.values()) {
            text.append(character(Optional.ofNullable(flags.denied().get(operation))));
        }
        return text.append(character(flags.disableAll())).toString();
    }

    static PolicyFlags parse(String text) {
        Map<Operation, Boolean> denied = new EnumMap<>(Operation.class);
        int index = 0;
        for (Operation operation : Operation.values()) {
            flag(text, index++).ifPresent(set -> denied.put(operation, set));
        }
        return new PolicyFlags(denied, flag(text, index));
    }

    private static char character(Optional<Boolean> flag) {
        return flag.map(set -> set ? YES : NO).orElse(UNSTATED);
    }

    private static Optional<Boolean> flag(String text, int index) {
        char character = index < text.length() ? text.charAt(index) : UNSTATED;
        return character == UNSTATED ? Optional.empty() : Optional.of(character == YES);
    }
}
