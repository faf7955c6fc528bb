package io.blindhop.functions.node;

import io.blindhop.functions.config.SystemConfig;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.auth.Nonces;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the endpoints of a node stand on. None of it keeps anything about a caller between two requests.
 *
 * @param identity the keys of this server: it signs receipts and unwraps what tenants send to it
 * @param secrets give keys of the generation of {@code storage}, whichever they were given for
 * @param config who may use {@code /system/*}
 * @param random unpredictable, for any thread
 * @param timeLeft of the request that is being answered; event streams end in time
 * @param stores where the entries are
 */
public record NodeServices(
        LogContext storage,
        TenantRegistry tenants,
        MasterSecrets secrets,
        Nonces nonces,
        Identity identity,
        SystemConfig config,
        SecureRandom random,
        InstantSource clock,
        NodeOptions options,
        TimeLeft timeLeft,
        Stores stores) {
    public NodeServices {
        secrets = secrets.in(storage.generation());
    }

    /** Of an origin. */
    public NodeServices(
            LogContext storage,
            TenantRegistry tenants,
            MasterSecrets secrets,
            Nonces nonces,
            Identity identity,
            SystemConfig config,
            SecureRandom random,
            InstantSource clock,
            NodeOptions options,
            TimeLeft timeLeft) {
        this(
                storage,
                tenants,
                secrets,
                nonces,
                identity,
                config,
                random,
                clock,
                options,
                timeLeft,
                new OwnStores(storage));
    }

    /** The same with its entries elsewhere. */
    public NodeServices with(Stores others) {
        return new NodeServices(
                storage, tenants, secrets, nonces, identity, config, random, clock, options, timeLeft, others);
    }

    /** Where requests have all the time they need. */
    public NodeServices(
            LogContext storage,
            TenantRegistry tenants,
            MasterSecrets secrets,
            Nonces nonces,
            Identity identity,
            SystemConfig config,
            SecureRandom random,
            InstantSource clock,
            NodeOptions options) {
        this(storage, tenants, secrets, nonces, identity, config, random, clock, options, TimeLeft.UNLIMITED);
    }
}
