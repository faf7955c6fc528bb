package io.blindhop.protocol.wire;

import io.blindhop.protocol.DatabaseId;
import java.util.List;
import java.util.OptionalLong;

/**
 * Another server with which a tenant is to be synchronised (protocol 6.3).
 *
 * @param name of the trusted server
 * @param intervalMillis how often; empty for the default
 * @param databases at least one
 */
public record SyncServer(String name, String url, OptionalLong intervalMillis, List<DatabaseId> databases) {
    public SyncServer {
        databases = List.copyOf(databases);
    }
}
