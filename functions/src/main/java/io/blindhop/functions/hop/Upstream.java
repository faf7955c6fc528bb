package io.blindhop.functions.hop;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.replica.Peer;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.client.RemoteQueries;
import io.blindhop.protocol.client.RemoteSystem;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The node behind this one, to which this one logs in as a trusted server. Keep one for the life of the process. */
public final class Upstream {
    private static final System.Logger LOG = System.getLogger(Upstream.class.getName());
    private static final int LOOP_DETECTED = 508;
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final int NAME_DIGITS = 16;

    /** Tokens that are remembered; of more tenants than that the oldest log in again. */
    private static final int TENANTS = 10_000;

    private final AnswerWatch watch;
    private final NetworkTransport transport;
    private final Identity identity;
    private final String name;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TimeLeft timeLeft;
    private final Map<String, RemoteTenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, Boolean> receipts = new ConcurrentHashMap<>();

    /** @param identity of this node, which the other one has on its list of trusted servers */
    public Upstream(
            NetworkTransport transport,
            Identity identity,
            InstantSource clock,
            SecureRandom random,
            TimeLeft timeLeft) {
        this.watch = new AnswerWatch(transport, clock);
        this.transport = watch;
        this.identity = identity;
        this.name = ContentHash.of(Pem.parse(identity.signing().publicPem())).substring(0, NAME_DIGITS);
        this.clock = clock;
        this.random = random;
        this.timeLeft = timeLeft;
    }

    /** For marks and messages. */
    String url() {
        return transport.remote();
    }

    /**
     * A store of the upstream, whose refusals are answers of this node.
     *
     * @throws HttpError 508 if the request has been here before, or has come through too many nodes
     */
    ContentAddressedStore store(Tenant tenant, DatabaseId dbId, StoreKind kind, Via via) {
        return new UpstreamStore(
                remote(tenant).store(dbId, kind, new CallContext(timeLeft, throughHere(via))), watch::hasAnswered);
    }

    /**
     * Whether the upstream gives receipts for what is pushed to it. While it is away what it said last counts; nothing is
     * claimed for one that has not said anything.
     *
     * @throws HttpError 502 if it does not serve this node
     */
    boolean givesReceipts(Tenant tenant, DatabaseId dbId, Via via) {
        RemoteQueries upstream =
                remote(tenant).queries(dbId, StoreKind.DOCS, new CallContext(timeLeft, throughHere(via)));
        try {
            boolean given = UpstreamStore.asking(upstream::capabilities).accessControlV1();
            receipts.put(tenant.id(), given);
            return given;
        } catch (StoreUnavailableException away) {
            LOG.log(Level.DEBUG, "What {0} said last of receipts counts: {1}", url(), away.getMessage());
            return receipts.getOrDefault(tenant.id(), false);
        }
    }

    /** The upstream as this node exchanges entries with it. */
    Peer peer(Tenant tenant, Set<DatabaseId> databases, boolean pushes, Duration every) {
        return new Peer("the upstream", url(), remote(tenant), throughHere(Via.NONE), databases, pushes, every);
    }

    /**
     * @throws HttpError 502 if the upstream does not let this node do that, 409 if it has another tenant of that name
     * @throws StoreUnavailableException if it is out of reach
     */
    void register(Tenant tenant, Via via) {
        try {
            new RemoteSystem(transport, identity, clock, random)
                    .register(
                            new TenantId(tenant.id()),
                            tenant.adminSigningPublicKey(),
                            tenant.adminEncryptionPublicKey(),
                            tenant.adminUsername(),
                            tenant.publicInfosKeys().getFirst(),
                            new CallContext(timeLeft, throughHere(via)));
        } catch (RemoteRefusedException e) {
            throw e.status() == CONFLICT
                    ? new HttpError(CONFLICT, e.reason())
                    : new HttpError(BAD_GATEWAY, "The node behind this one registers no tenant for it: " + e.reason());
        } catch (RemoteException e) {
            throw new StoreUnavailableException(e.getMessage(), e);
        }
    }

    private Via throughHere(Via via) {
        try {
            return via.through(name);
        } catch (IllegalArgumentException e) {
            throw new HttpError(LOOP_DETECTED, e.getMessage());
        }
    }

    private RemoteTenant remote(Tenant tenant) {
        if (tenants.size() >= TENANTS) {
            tenants.clear();
            receipts.clear();
        }
        // One try: whoever asked this node tries again, and tries multiply along a chain.
        return tenants.computeIfAbsent(
                tenant.id(),
                id -> new RemoteTenant(transport, new TenantId(id), identity, clock, random, RetryPolicy.once()));
    }
}
