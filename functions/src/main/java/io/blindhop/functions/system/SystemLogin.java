package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.Challenge;
import io.blindhop.protocol.auth.ChallengeCheck;
import io.blindhop.protocol.auth.Challenges;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.wire.AuthRequest;
import io.blindhop.protocol.wire.AuthRequests;
import io.blindhop.protocol.wire.NodeResponses;
import java.util.Optional;

/** The login of system administrators (protocol 2.6). */
final class SystemLogin {
    private static final Realm REALM = new Realm.OfSystem();

    private final NodeServices services;
    private final Challenges challenges;
    private final Tokens tokens;

    SystemLogin(NodeServices services) {
        this.services = services;
        this.challenges = new Challenges(services.secrets(), services.clock(), services.random());
        this.tokens = new Tokens(services.secrets(), services.clock());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.post("/system/auth/challenge", gate.reached(this::challenge));
        routes.post("/system/auth/authenticate", gate.reached(this::authenticate));
    }

    private HttpResponse challenge(HttpRequest request) {
        AuthRequest.SystemChallenge wanted = AuthRequests.systemChallenge(request.body());
        boolean known = services.config().rules().knows(wanted.username(), wanted.publicSignKey())
                || services.tenants().isAdminOfAny(wanted.publicSignKey());
        if (!known) {
            throw new HttpError(404, "System admin principal not found");
        }
        String challenge;
        try {
            challenge = challenges.issue(REALM, Optional.of(wanted.username()), Optional.of(wanted.publicSignKey()));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        return Json.whole(200, out -> NodeResponses.challenge(out, challenge));
    }

    private HttpResponse authenticate(HttpRequest request) {
        AuthRequest.Authenticate answer = AuthRequests.authenticate(request.body());
        return switch (challenges.check(REALM, answer.challenge())) {
            case ChallengeCheck.Valid(Challenge challenge) -> login(challenge, answer);
            case ChallengeCheck.Expired() -> failed("Challenge expired");
            case ChallengeCheck.Unknown() -> failed("Challenge not found or expired");
        };
    }

    private HttpResponse login(Challenge challenge, AuthRequest.Authenticate answer) {
        String key = challenge.signingPublicKey().orElse("");
        if (!verifies(key, Bytes.utf8(answer.challenge()), answer.signature())) {
            return failed("Invalid signature");
        }
        if (!services.nonces().spend(challenge.nonce(), challenge.expiresAt())) {
            return failed("Challenge already used");
        }
        String token = tokens.issueSystem(challenge.username().orElse(""), key);
        return Json.whole(200, out -> NodeResponses.authenticated(out, token));
    }

    private static boolean verifies(String key, Bytes signed, Bytes signature) {
        try {
            return VerifyingKey.fromPem(key).verify(signed, signature);
        } catch (MalformedKeyException notEvenAKey) {
            return false;
        }
    }

    private static HttpResponse failed(String text) {
        return Json.whole(401, out -> NodeResponses.authenticationFailed(out, text));
    }
}
