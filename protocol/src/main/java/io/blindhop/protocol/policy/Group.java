package io.blindhop.protocol.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Members of a group, people and other groups. Documents of the same name describe one group together.
 *
 * @param name normalised
 * @param members hashes of names; empty where they are kept apart from the group because there may be many
 */
public record Group(String docId, String name, Set<String> members) implements PolicyDocument {
    public Group {
        members = Set.copyOf(members);
    }

    static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
