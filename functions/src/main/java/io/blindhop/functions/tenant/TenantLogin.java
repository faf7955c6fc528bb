package io.blindhop.functions.tenant;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.limit.SharedLimits;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.Challenge;
import io.blindhop.protocol.auth.ChallengeCheck;
import io.blindhop.protocol.auth.Challenges;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.wire.AuthRequest;
import io.blindhop.protocol.wire.AuthRequests;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.protocol.wire.TrustedServer;
import io.blindhop.store.dynamo.directory.DeviceRow;
import io.blindhop.store.dynamo.tenant.TrustedServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two steps of a tenant login (protocol 2.1 and 2.2). The first writes nothing; the second spends the challenge, and
 * only once the signature has been found right. Of a failed attempt nothing remains but its share of a counter.
 */
public final class TenantLogin {
    private final NodeServices services;
    private final TenantGate gate;
    private final Challenges challenges;
    private final Tokens tokens;
    private final SharedLimits limits;
    private final TrustedServers trusted;

    public TenantLogin(NodeServices services) {
        this.services = services;
        this.gate = new TenantGate(services);
        this.challenges = new Challenges(services.secrets(), services.clock(), services.random());
        this.tokens = new Tokens(services.secrets(), services.clock());
        this.limits =
                new SharedLimits(services.storage(), services.options().limits().rates());
        this.trusted = new TrustedServers(services.storage().table());
    }

    public void addTo(Router.Builder routes) {
        routes.post("/:tenantId/auth/challenge", this::challenge);
        routes.post("/:tenantId/auth/authenticate", this::authenticate);
    }

    private HttpResponse challenge(HttpRequest request) {
        TenantScope scope = gate.open(request);
        AuthRequest.TenantChallenge wanted = AuthRequests.tenantChallenge(request.body());
        Optional<String> username = wanted.username().isPresent()
                ? named(scope, wanted.username().get(), wanted.signingPublicKey())
                : byKey(scope, wanted.signingPublicKey());
        String challenge;
        try {
            challenge = challenges.issue(scope.realm(), username, wanted.signingPublicKey());
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        return Json.whole(200, out -> NodeResponses.challenge(out, challenge));
    }

    private Optional<String> named(TenantScope scope, String name, Optional<String> key) {
        List<Candidate> candidates = candidates(scope, name);
        if (candidates.isEmpty()) {
            throw new HttpError(403, "User \"" + name + "\" has no active access grant on this server");
        }
        if (key.isPresent() && candidates.stream().noneMatch(candidate -> candidate.is(key.get()))) {
            throw new HttpError(
                    404, "The device key of user \"" + name + "\" is not (yet) in the directory on this server");
        }
        return Optional.of(name);
    }

    private Optional<String> byKey(TenantScope scope, Optional<String> key) {
        String signingKey =
                key.orElseThrow(() -> new HttpError(404, "User not found: neither username nor key was given"));
        if (scope.adminUsername().isPresent() && scope.isAdminKey(signingKey)) {
            return scope.adminUsername();
        }
        Optional<DeviceRow> row = scope.directory().byKey(signingKey).stream()
                .filter(DeviceRow::active)
                .findFirst();
        if (row.isPresent()) {
            return row.get().usernameHash();
        }
        return Optional.of(trusted.byKey(signingKey)
                .filter(server -> server.isLetInto(scope.id()))
                .map(TrustedServer::name)
                .orElseThrow(() -> new HttpError(404, "No active access grant holds this device key")));
    }

    /** A key that may answer for a name. */
    private record Candidate(String signingKey, boolean wipe) {
        boolean is(String other) {
            return Pem.sameKey(signingKey, other);
        }
    }

    private List<Candidate> candidates(TenantScope scope, String name) {
        if (scope.isAdminName(name)) {
            return List.of(new Candidate(scope.tenant().adminSigningPublicKey(), false));
        }
        List<Candidate> candidates = new ArrayList<>();
        scope.directory()
                .byUsername(name)
                .forEach(row -> candidates.add(new Candidate(row.signingPublicKey(), row.wipe())));
        if (candidates.isEmpty()) {
            trusted.byName(name)
                    .filter(server -> server.isLetInto(scope.id()))
                    .ifPresent(server -> candidates.add(new Candidate(server.signingPublicKey(), false)));
        }
        return candidates;
    }

    private HttpResponse authenticate(HttpRequest request) {
        TenantScope scope = gate.open(request);
        limits.login(scope.tenant(), request);
        AuthRequest.Authenticate answer = AuthRequests.authenticate(request.body());
        return switch (challenges.check(scope.realm(), answer.challenge())) {
            case ChallengeCheck.Valid(Challenge challenge) -> login(scope, challenge, answer);
            case ChallengeCheck.Expired() -> failed("Challenge expired");
            case ChallengeCheck.Unknown() -> failed("Challenge not found or expired");
        };
    }

    private HttpResponse login(TenantScope scope, Challenge challenge, AuthRequest.Authenticate answer) {
        List<Candidate> candidates =
                challenge
                        .username()
                        .map(name -> candidates(scope, name))
                        .orElseGet(() -> ofKey(scope, challenge))
                        .stream()
                        .filter(candidate ->
                                challenge.signingPublicKey().map(candidate::is).orElse(true))
                        .toList();
        if (candidates.isEmpty()) {
            return failed("The device key is not in the directory on this server");
        }
        Bytes signed = Bytes.utf8(answer.challenge());
        Optional<Candidate> signer = candidates.stream()
                .filter(candidate -> verifies(candidate.signingKey(), signed, answer.signature()))
                .findFirst();
        if (signer.isEmpty()) {
            return failed("Invalid signature");
        }
        if (!services.nonces().spend(challenge.nonce(), challenge.expiresAt())) {
            return failed("Challenge already used");
        }
        String key = signer.get().signingKey();
        boolean wipe = candidates.stream().anyMatch(candidate -> candidate.wipe() && candidate.is(key));
        String token = tokens.issue(scope.realm(), challenge.username().orElse(key), key, wipe);
        return Json.whole(200, out -> NodeResponses.authenticated(out, token));
    }

    private static List<Candidate> ofKey(TenantScope scope, Challenge challenge) {
        return scope.directory().byKey(challenge.signingPublicKey().orElse("")).stream()
                .map(row -> new Candidate(row.signingPublicKey(), row.wipe()))
                .toList();
    }

    private static boolean verifies(String signingKey, Bytes signed, Bytes signature) {
        try {
            return VerifyingKey.fromPem(signingKey).verify(signed, signature);
        } catch (MalformedKeyException theDirectoryHasNoKeyThere) {
            return false;
        }
    }

    private static HttpResponse failed(String text) {
        return Json.whole(401, out -> NodeResponses.authenticationFailed(out, text));
    }
}
