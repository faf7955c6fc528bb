package io.blindhop.protocol.policy;

import io.blindhop.protocol.directory.UsernameHash;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Everything by which a rule can mean somebody (protocol 4.9): hashes of the name and its variants, of the groups, and
 * tokens that stand for everybody, the administrator and the author of a document.
 *
 * @param isAdmin whether this is the administrator, whom an unreadable policy does not stop
 */
public record IdentityHashes(boolean isAdmin, Set<String> hashes) {
    static final String EVERYONE = "$everyone";
    static final String ADMIN = "$admin";
    static final String AUTHOR = "$author";

    public IdentityHashes {
        hashes = Set.copyOf(hashes);
    }

    public static IdentityHashes admin() {
        return new IdentityHashes(true, Set.of(EVERYONE, ADMIN));
    }

    /** A key that is in no active grant. */
    public static IdentityHashes stranger() {
        return new IdentityHashes(false, Set.of(EVERYONE));
    }

    /**
     * A person with an active grant.
     *
     * @param identity what the grant says of the person
     * @param groups normalised names of all groups that the person is in, directly or not
     */
    public static IdentityHashes person(Set<String> identity, Collection<String> groups, UsernameHash tenant) {
        Set<String> hashes = new HashSet<>(identity);
        groups.forEach(group -> hashes.addAll(tenant.schemes(group)));
        hashes.add(EVERYONE);
        return new IdentityHashes(false, hashes);
    }

    /** The same one as the author of the document in question. */
    public IdentityHashes asAuthor() {
        Set<String> more = new HashSet<>(hashes);
        more.add(AUTHOR);
        return new IdentityHashes(isAdmin, more);
    }

    boolean isAmong(Set<String> users) {
        return users.stream().anyMatch(hashes::contains);
    }

    static boolean isToken(String user) {
        return user.equals(EVERYONE) || user.equals(ADMIN) || user.equals(AUTHOR);
    }
}
