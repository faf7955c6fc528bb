package io.blindhop.infra.node;

import io.blindhop.functions.config.SystemConfig;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;

/**
 * What a node is made of.
 *
 * @param folder locked by this process as long as the node runs
 * @param server the keys of this server: it signs receipts and unwraps what tenants send to it
 * @param systemConfig who may use {@code /system/*}
 * @param masterSecrets from which token keys are derived
 */
public record NodeContext(
        DataFolder folder,
        Settings settings,
        Identity server,
        SystemConfig systemConfig,
        MasterSecrets masterSecrets) {}
