package io.blindhop.protocol.policy;

import io.blindhop.protocol.directory.UsernameHash;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Finds the groups somebody is in (protocol 4.9): those that name the person, those that name such a group, and so on. */
public final class GroupMembership {
    private GroupMembership() {}

    /**
     * Normalised names of all groups with one of these hashes among their members, directly or through other groups; groups
     * that contain each other are no trouble. Asks once for every hash.
     *
     * @param containing names of the groups that have at least one of the given hashes as a direct member
     */
    public static Set<String> of(
            Set<String> identity, UsernameHash tenant, Function<Set<String>, Collection<String>> containing) {
        Set<String> groups = new HashSet<>();
        Set<String> asked = new HashSet<>();
        Set<String> next = new HashSet<>(identity);
        while (!next.isEmpty()) {
            asked.addAll(next);
            Collection<String> found = containing.apply(next);
            next = new HashSet<>();
            for (String group : found) {
                if (groups.add(group)) {
                    next.addAll(tenant.schemes(group));
                }
            }
            next.removeAll(asked);
        }
        return groups;
    }
}
