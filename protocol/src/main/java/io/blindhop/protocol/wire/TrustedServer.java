package io.blindhop.protocol.wire;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server that may log in to tenants of this node to relay entries, and is never revoked (protocol 4.3). It writes nothing of
 * its own: its key is not that of an author.
 *
 * <p>The two scopes are ours. Without them it is what it is to a stock server: somebody in every tenant, for whom the policies
 * of the tenant hold as for everybody else. With a list of databases it opens these whatever the policies say, because it
 * enforces them for its own clients, and no others but {@code directory}.
 *
 * @param signingPublicKey Ed25519 PEM
 * @param encryptionPublicKey RSA PEM: entries are wrapped for it
 * @param tenants into which it is let; empty for all
 * @param databases that it relays; empty for what policies leave open
 */
public record TrustedServer(
        String name,
        String signingPublicKey,
        String encryptionPublicKey,
        Optional<Set<TenantId>> tenants,
        Optional<Scope> databases) {
    public TrustedServer {
        tenants = tenants.map(Set::copyOf);
    }

    /** Without scopes. */
    public TrustedServer(String name, String signingPublicKey, String encryptionPublicKey) {
        this(name, signingPublicKey, encryptionPublicKey, Optional.empty(), Optional.empty());
    }

    public boolean isLetInto(TenantId tenant) {
        return tenants.map(some -> some.contains(tenant)).orElse(true);
    }

    /** Databases of every tenant that the server is let into. */
    public sealed interface Scope {
        /** Stands for all of them on the wire and in rows. */
        String ALL = "*";

        boolean contains(DatabaseId dbId);

        /** As on the wire. */
        Stream<String> names();

        /** Every database that there is or will be. */
        record All() implements Scope {
            @Override
            public Stream<String> names() {
                return Stream.of(ALL);
            }

            @Override
            public boolean contains(DatabaseId dbId) {
                return true;
            }
        }

        /** These, and {@code directory}. */
        record Some(Set<DatabaseId> databases) implements Scope {
            public Some {
                databases = Set.copyOf(databases);
            }

            @Override
            public Stream<String> names() {
                return databases.stream().map(DatabaseId::value);
            }

            @Override
            public boolean contains(DatabaseId dbId) {
                return databases.contains(dbId) || dbId.equals(DatabaseId.DIRECTORY);
            }
        }
    }
}
