package io.blindhop.protocol.policy;

/** What one directory document says about access, as far as a server can decide it (protocol 4.5). */
public sealed interface PolicyDocument
        permits DefaultPolicy, DatabasePolicy, AccessRule, KeyDistribution, Group, TrustedWitness, UnreadablePolicy {
    String docId();
}
