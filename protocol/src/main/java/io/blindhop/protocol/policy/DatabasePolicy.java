package io.blindhop.protocol.policy;

/** What differs from the tenant's policy in one database. */
public record DatabasePolicy(String docId, String dbId, PolicyFlags flags) implements PolicyDocument {}
