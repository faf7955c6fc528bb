package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.network.BearerToken;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteBusyException;
import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.wire.AuthMessages;
import io.blindhop.protocol.wire.Offer;
import io.blindhop.protocol.wire.ServerInfo;
import io.blindhop.protocol.wire.SyncAnswers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * A tenant of another server as one identity sees it: keep one for the life of the process. It logs in when it has to, keeps
 * the token, and logs in once more when the token is refused; it keeps what was negotiated for ten minutes. For any
 * thread; the transport is not closed here.
 */
public final class RemoteTenant {
    private static final Duration TERMS_HOLD = Duration.ofMinutes(10);
    private static final int UNAUTHORISED = 401;

    private final NetworkTransport transport;
    private final TenantId tenant;
    private final Identity identity;
    private final InstantSource clock;
    private final SecureRandom random;
    private final RetryPolicy retries;
    private final Login login;
    private final Kept<BearerToken> token;
    private final Kept<Terms> terms;
    private final EntryVerifier verifier = new EntryVerifier();

    /** @param identity a user of the tenant, or a server that the other one trusts under its name */
    public RemoteTenant(
            NetworkTransport transport,
            TenantId tenant,
            Identity identity,
            InstantSource clock,
            SecureRandom random,
            RetryPolicy retries) {
        this.transport = transport;
        this.tenant = tenant;
        this.identity = identity;
        this.clock = clock;
        this.random = random;
        this.retries = retries;
        this.login = Login.toTenant(transport, tenant, identity, clock);
        this.token = new Kept<>(clock);
        this.terms = new Kept<>(clock);
    }

    /** One store of the tenant, for one caller. Nothing is asked by this call. */
    public ClientNetworkContentAddressedStore store(DatabaseId dbId, StoreKind kind, CallContext context) {
        return new ClientNetworkContentAddressedStore(new RemoteStore(this, dbId, kind, context));
    }

    /** What the routes of one store answer that the port of a store has no method for. */
    public RemoteQueries queries(DatabaseId dbId, StoreKind kind, CallContext context) {
        return new RemoteQueries(new RemoteStore(this, dbId, kind, context));
    }

    /**
     * What the server says of itself to anybody; asked anew each time.
     *
     * @throws RemoteException if it says nothing
     */
    public ServerInfo serverInfo(CallContext context) {
        Request request = Request.get("/.well-known/mindoodb-server-info").through(context.via());
        return repeatedly(
                context,
                () -> Exchange.of(transport, request, context.timeLeft(), Exchange.body(AuthMessages::serverInfo)));
    }

    SessionKey sessionKey(Bytes wrapped) {
        return SessionKey.unwrap(identity.encryption(), wrapped, random);
    }

    Bytes unwrapped(Bytes container) {
        return HybridContainer.decrypt(identity.encryption(), container);
    }

    EntryVerifier verifier() {
        return verifier;
    }

    String remote() {
        return transport.remote() + "/" + tenant;
    }

    /**
     * Makes a request with a token, again if that may help.
     *
     * @param request by the path of the tenant; built anew for each try
     */
    <T> T call(CallContext context, Function<String, Request> request, Exchange.Reader<T> reader) {
        return repeatedly(
                context, () -> authorised(context, request.apply("/" + tenant).through(context.via()), reader));
    }

    private <T> T authorised(CallContext context, Request request, Exchange.Reader<T> reader) {
        BearerToken first = token.get(context.timeLeft(), () -> login.perform(context));
        try {
            return Exchange.of(transport, request.with(first), context.timeLeft(), reader);
        } catch (RemoteRefusedException e) {
            if (e.status() != UNAUTHORISED) {
                throw e;
            }
        }
        BearerToken second = token.instead(first, context.timeLeft(), () -> login.perform(context));
        return Exchange.of(transport, request.with(second), context.timeLeft(), reader);
    }

    private interface Attempt<T> {
        T make();
    }

    private <T> T repeatedly(CallContext context, Attempt<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (RemoteUnreachableException | RemoteBusyException e) {
                retries.await(tried, e, context.timeLeft());
            }
        }
    }

    /** @throws RemoteException also if the server lacks what a store needs */
    Terms terms(RemoteStore store) {
        CallContext context = store.context();
        return terms.get(context.timeLeft(), () -> {
            Offer offer = store.get("capabilities?dbId=" + store.dbId(), SyncAnswers::capabilities);
            if (!offer.hasCursorScan() || !offer.can().storeHead()) {
                throw new BadAnswerException(remote() + " speaks version " + offer.version()
                        + " of the protocol, without cursors or heads: version 5 is needed (MindooDB 0.0.53)");
            }
            return new Kept.Dated<>(
                    new Terms(offer, bodyLimit(context)), clock.instant().plus(TERMS_HOLD));
        });
    }

    private long bodyLimit(CallContext context) {
        try {
            long limit = serverInfo(context).maxJsonRequestBodyBytes();
            return limit > 0 ? limit : Terms.CAUTIOUS_BODY_BYTES;
        } catch (RemoteRefusedException | BadAnswerException doesNotSay) {
            return Terms.CAUTIOUS_BODY_BYTES;
        }
    }
}
