package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.network.BearerToken;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.wire.AuthMessages;
import io.blindhop.protocol.wire.ServerInfo;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The operator's routes of another server, for an identity that its configuration lets use them. Tries once. */
public final class RemoteSystem {
    private final NetworkTransport transport;
    private final Identity identity;
    private final InstantSource clock;
    private final SecureRandom random;

    public RemoteSystem(NetworkTransport transport, Identity identity, InstantSource clock, SecureRandom random) {
        this.transport = transport;
        this.identity = identity;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Registers a tenant there. Registering it again does no harm.
     *
     * @param publicInfosKey AES-256; goes there wrapped for that server
     * @throws io.blindhop.protocol.network.RemoteRefusedException 403 or 404 if this identity may not, 409 if there is
     *     another tenant of that name
     * @throws io.blindhop.protocol.network.RemoteException if it cannot be done now
     */
    public void register(
            TenantId tenant,
            String adminSigningKey,
            String adminEncryptionKey,
            Optional<String> adminUsername,
            Bytes publicInfosKey,
            CallContext context) {
        ServerInfo server = Exchange.of(
                transport,
                Request.get("/.well-known/mindoodb-server-info").through(context.via()),
                context.timeLeft(),
                Exchange.body(AuthMessages::serverInfo));
        BearerToken token =
                Login.toSystem(transport, identity, clock).perform(context).value();
        Bytes wrapped =
                HybridContainer.encrypt(WrappingKey.fromPem(server.encryptionPublicKey()), publicInfosKey, random);
        Request request = Request.post(
                        "/system/tenants/" + tenant,
                        AuthMessages.registration(adminSigningKey, adminEncryptionKey, adminUsername, wrapped))
                .through(context.via())
                .with(token);
        Exchange.of(transport, request, context.timeLeft(), answer -> true);
    }
}
