package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Issues and verifies JWTs (protocol 2.3 and 2.6).
 *
 * <p>Guarantees: HS256 and nothing else; a token is valid for one hour, until the second that {@code exp} names is over;
 * it is valid only in the realm it was issued for, incarnation included, because every realm has its own key. Payloads
 * are ASCII.
 */
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofHours(1);
    /** How far the clock that issued a token may be ahead of ours. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(5);

    static final String HEADER = UrlBase64.encode(Bytes.utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));

    private final MasterSecrets secrets;
    private final InstantSource clock;

    public Tokens(MasterSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A token for a device of a tenant.
     *
     * @param subject the user's name, or the device key if no name was resolved
     * @param deviceSigningKey PEM of the key that answered the challenge
     * @param wipe whether that key is wipe-requested
     */
    public String issue(Realm.OfTenant realm, String subject, String deviceSigningKey, boolean wipe) {
        long now = clock.instant().getEpochSecond();
        ClaimsWriter claims = new ClaimsWriter()
                .text("sub", subject)
                .number("iat", now)
                .number("exp", now + LIFETIME.toSeconds())
                .text("tenantId", realm.tenant().value())
                .text("deviceSigningKey", deviceSigningKey);
        return sign(realm, wipe ? claims.isTrue("wipe") : claims);
    }

    /** A token for a system administrator. */
    public String issueSystem(String username, String publicSignKey) {
        long now = clock.instant().getEpochSecond();
        return sign(
                new Realm.OfSystem(),
                new ClaimsWriter()
                        .text("sub", username)
                        .text("publicsignkey", publicSignKey)
                        .number("iat", now)
                        .number("exp", now + LIFETIME.toSeconds()));
    }

    private String sign(Realm realm, ClaimsWriter claims) {
        String signed = HEADER + "." + UrlBase64.encode(claims.json());
        return signed + "." + UrlBase64.encode(keys(realm).sign(Bytes.utf8(signed)));
    }

    /** Whose token it is; empty if it is not valid for this tenant now. */
    public Optional<TenantPrincipal> verify(UnverifiedToken token, Realm.OfTenant realm) {
        return claims(token, realm)
                .filter(claims -> text(claims, "tenantId")
                        .equals(Optional.of(realm.tenant().value())))
                .flatMap(claims -> text(claims, "sub")
                        .map(subject -> new TenantPrincipal(
                                subject,
                                realm.tenant(),
                                text(claims, "deviceSigningKey"),
                                new JsonBoolean(true).equals(claims.members().get("wipe")))));
    }

    /** Whose token it is; empty if it is not valid for the operator's routes now. */
    public Optional<SystemPrincipal> verifySystem(UnverifiedToken token) {
        return claims(token, new Realm.OfSystem())
                .flatMap(claims -> text(claims, "sub")
                        .flatMap(name -> text(claims, "publicsignkey").map(key -> new SystemPrincipal(name, key))));
    }

    private Optional<JsonObject> claims(UnverifiedToken token, Realm realm) {
        return token.payload(keys(realm)).flatMap(Tokens::object).filter(this::isInForce);
    }

    private boolean isInForce(JsonObject claims) {
        long now = clock.instant().getEpochSecond();
        return claims.members().get("iat") instanceof JsonNumber(double issued)
                && claims.members().get("exp") instanceof JsonNumber(double expires)
                && expires == issued + LIFETIME.toSeconds()
                && issued <= now + MAX_SKEW.toSeconds()
                && expires >= now;
    }

    private static Optional<JsonObject> object(Bytes payload) {
        try {
            return JsonText.parse(payload.toUtf8()) instanceof JsonObject claims
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (MalformedJsonException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject claims, String name) {
        JsonValue value = claims.members().get(name);
        return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    private SecretKeys keys(Realm realm) {
        return secrets.keys("token", realm);
    }
}
