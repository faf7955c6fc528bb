package io.blindhop.functions.replica;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.network.Via;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Another node with which this one exchanges the entries of a tenant.
 *
 * @param name for messages
 * @param url for marks: under another one everything is looked at again
 * @param remote to which this node logs in
 * @param via what requests to it say of where they come from
 * @param databases both kinds of store of each
 * @param pushes whether entries go there, too
 * @param every how often
 */
public record Peer(
        String name,
        String url,
        RemoteTenant remote,
        Via via,
        Set<DatabaseId> databases,
        boolean pushes,
        Duration every) {
    public Peer {
        databases = Set.copyOf(databases);
    }

    /** The same for fewer databases. */
    Peer withOnly(Set<DatabaseId> some) {
        return new Peer(name, url, remote, via, some, pushes, every);
    }

    /** The directory first, for it decides about the others; then the keys of people. */
    List<DatabaseId> inOrder() {
        return databases.stream().sorted(Peer::compare).toList();
    }

    private static int compare(DatabaseId a, DatabaseId b) {
        int byRank = Integer.compare(rank(a), rank(b));
        return byRank != 0 ? byRank : a.value().compareTo(b.value());
    }

    private static int rank(DatabaseId dbId) {
        if (dbId.equals(DatabaseId.DIRECTORY)) {
            return 0;
        }
        return dbId.equals(DatabaseId.USER_DIRECTORY) ? 1 : 2;
    }
}
