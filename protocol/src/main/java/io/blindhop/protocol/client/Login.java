package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Challenges;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.network.BearerToken;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.wire.AuthMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Logs in to a tenant as a user or as a trusted server, which is the same (protocol 2.1, 2.2, 6.5), or to the operator's
 * routes (2.6).
 */
final class Login {
    /** How long before its end a token is renewed. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofHours(1);

    private final NetworkTransport transport;
    private final String realm;
    private final Bytes wish;
    private final Identity identity;
    private final InstantSource clock;

    private Login(NetworkTransport transport, String realm, Bytes wish, Identity identity, InstantSource clock) {
        this.transport = transport;
        this.realm = realm;
        this.wish = wish;
        this.identity = identity;
        this.clock = clock;
    }

    static Login toTenant(NetworkTransport transport, TenantId tenant, Identity identity, InstantSource clock) {
        Bytes wish =
                AuthMessages.challenge(identity.username(), identity.signing().publicPem());
        return new Login(transport, tenant.value(), wish, identity, clock);
    }

    static Login toSystem(NetworkTransport transport, Identity identity, InstantSource clock) {
        Bytes wish = AuthMessages.systemChallenge(
                identity.username(), identity.signing().publicPem());
        return new Login(transport, "system", wish, identity, clock);
    }

    /** @throws RemoteRefusedException 401, 403 or 404 if this identity is not let in */
    Kept.Dated<BearerToken> perform(CallContext context) {
        String challenge = ask(context, "challenge", wish, AuthMessages::challenge);
        if (!Challenges.isSignable(challenge)) {
            throw new BadAnswerException(transport.remote() + " wants something signed that is not the text of a"
                    + " challenge: 16 to 2048 of A-Z, a-z, 0-9, '.', '_' and '-'");
        }
        Bytes signature = identity.signing().sign(Bytes.utf8(challenge));
        BearerToken token = ask(context, "authenticate", AuthMessages.authenticate(challenge, signature), body -> {
            String text = AuthMessages.token(body);
            try {
                return new BearerToken(text);
            } catch (IllegalArgumentException e) {
                throw new BadAnswerException(transport.remote() + ": " + e.getMessage());
            }
        });
        return new Kept.Dated<>(token, renewal(token));
    }

    private <T> T ask(CallContext context, String step, Bytes json, Exchange.BodyReader<T> reader) {
        Request request = Request.post("/" + realm + "/auth/" + step, json).through(context.via());
        try {
            return Exchange.of(transport, request, context.timeLeft(), Exchange.body(reader));
        } catch (RemoteRefusedException e) {
            throw e.atLogin();
        }
    }

    /** Without trust in the server's clock: a token that ends too early is refused, which has it renewed too. */
    private Instant renewal(BearerToken token) {
        Instant longest = clock.instant().plus(LONGEST).minus(EARLY);
        String[] parts = token.value().split("\\.", -1);
        if (parts.length != 3) {
            return longest;
        }
        try {
            String claims = Bytes.wrap(Base64.getUrlDecoder().decode(parts[1])).toUtf8();
            long end = JsonMembers.of("token", JsonText.parse(claims)).integer("exp");
            Instant renewal = Instant.ofEpochSecond(end).minus(EARLY);
            return renewal.isBefore(longest) ? renewal : longest;
        } catch (IllegalArgumentException opaque) {
            return longest;
        }
    }
}
