package io.blindhop.functions.device;

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
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.wire.AuthRequest;
import io.blindhop.protocol.wire.AuthRequests;
import io.blindhop.protocol.wire.Delivery;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import java.util.List;
import java.util.Optional;

/** The two steps of device discovery (protocol 3.6). The first neither looks at a directory nor writes anything. */
public final class DeviceRoutes {
    private static final Realm REALM = new Realm.OfDevices();

    private final NodeServices services;
    private final Challenges challenges;
    private final Discovery discovery;

    public DeviceRoutes(NodeServices services) {
        this.services = services;
        this.challenges = new Challenges(services.secrets(), services.clock(), services.random());
        this.discovery = new Discovery(services);
    }

    public void addTo(Router.Builder routes) {
        routes.post("/device/challenge", this::challenge);
        routes.post("/device/discover", this::discover);
    }

    private HttpResponse challenge(HttpRequest request) {
        String key = AuthRequests.deviceChallenge(request.body()).signingPublicKey();
        String challenge;
        try {
            challenge = challenges.issue(REALM, Optional.empty(), Optional.of(key));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        return Json.whole(200, out -> NodeResponses.challenge(out, challenge));
    }

    private HttpResponse discover(HttpRequest request) {
        AuthRequest.Authenticate answer = AuthRequests.authenticate(request.body());
        return switch (challenges.check(REALM, answer.challenge())) {
            case ChallengeCheck.Valid(Challenge challenge) -> deliver(challenge, answer);
            case ChallengeCheck.Expired() -> throw new HttpError(401, "Challenge expired");
            case ChallengeCheck.Unknown() -> throw new HttpError(401, "Challenge not found or expired");
        };
    }

    private HttpResponse deliver(Challenge challenge, AuthRequest.Authenticate answer) {
        String key = challenge.signingPublicKey().orElse("");
        if (!verifies(key, Bytes.utf8(answer.challenge()), answer.signature())) {
            throw new HttpError(401, "Invalid signature");
        }
        if (!services.nonces().spend(challenge.nonce(), challenge.expiresAt())) {
            throw new HttpError(401, "Challenge already used");
        }
        List<Delivery> deliveries = discovery.of(key);
        return Json.whole(200, out -> NodeResponses.deliveries(out, Feed.of(deliveries)));
    }

    private static boolean verifies(String key, Bytes signed, Bytes signature) {
        try {
            return VerifyingKey.fromPem(key).verify(signed, signature);
        } catch (MalformedKeyException notEvenAKey) {
            return false;
        }
    }
}
