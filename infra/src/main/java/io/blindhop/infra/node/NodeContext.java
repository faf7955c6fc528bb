package io.blindhop.infra.node;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.crypto.Identity;

/**
 * What a node is made of.
 *
 * @param folder locked by this process as long as the node runs
 * @param server the keys of this server: it signs receipts and unwraps what tenants send to it
 * @param systemRules who may use {@code /system/*}
 * @param masterSecret 32 bytes from which token keys are derived
 */
public record NodeContext(
        DataFolder folder, Settings settings, Identity server, CapabilityRules systemRules, Bytes masterSecret) {}
