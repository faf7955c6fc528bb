package io.blindhop.protocol.quota;

/**
 * What a tenant has stored, and may store.
 *
 * @param entries ever stored over all its databases, purged ones included; with a limit, those too that somebody is about to
 *     store
 * @param bytes of payload, likewise
 * @param own what was set for this tenant
 * @param inForce the same with the server's limits where none was set
 */
public record TenantUsage(long entries, long bytes, Quota own, Quota inForce) {}
