package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.wire.AuthRequest.PublicInfosKey;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads the bodies of the login routes and of tenant registration (protocol 2 and 3.8).
 *
 * <p>Every method throws {@link MalformedRequestException} if a member is missing or of the wrong form, and
 * {@link LimitExceededException} if it is too long.
 */
public final class AuthRequests {
    private static final int AES_KEY_BYTES = 32;

    private AuthRequests() {}

    public static AuthRequest.TenantChallenge tenantChallenge(Bytes body) {
        RequestBody request = RequestBody.read(body, "username", "signingPublicKey");
        return new AuthRequest.TenantChallenge(
                request.isAbsent("username") ? Optional.empty() : Optional.of(username(request, "username")),
                request.text("signingPublicKey").map(key -> limited("signingPublicKey", key, Limits.DEVICE_KEY)));
    }

    public static AuthRequest.SystemChallenge systemChallenge(Bytes body) {
        RequestBody request = RequestBody.read(body, "username", "publicsignkey");
        return new AuthRequest.SystemChallenge(
                username(request, "username"), required(request, "publicsignkey", Limits.PEM));
    }

    public static AuthRequest.DeviceChallenge deviceChallenge(Bytes body) {
        RequestBody request = RequestBody.read(body, "signingPublicKey");
        return new AuthRequest.DeviceChallenge(required(request, "signingPublicKey", Limits.PEM));
    }

    public static AuthRequest.Authenticate authenticate(Bytes body) {
        RequestBody request = RequestBody.read(body, "challenge", "signature");
        String challenge = request.text("challenge").orElse("");
        String signature = request.text("signature").orElse("");
        if (challenge.isEmpty() || signature.isEmpty()) {
            throw new MalformedRequestException("challenge and signature are required");
        }
        limited("signature", signature, Limits.SIGNATURE);
        return new AuthRequest.Authenticate(limited("challenge", challenge, Limits.CHALLENGE), leniently(signature));
    }

    public static AuthRequest.RegisterTenant registerTenant(Bytes body) {
        RequestBody request = RequestBody.read(
                body,
                "adminSigningPublicKey",
                "adminEncryptionPublicKey",
                "adminUsername",
                "encryptedPublicInfosKey",
                "publicInfosKey");
        return new AuthRequest.RegisterTenant(
                required(request, "adminSigningPublicKey", Limits.PEM),
                required(request, "adminEncryptionPublicKey", Limits.PEM),
                request.isAbsent("adminUsername") ? Optional.empty() : Optional.of(username(request, "adminUsername")),
                publicInfosKey(request));
    }

    private static PublicInfosKey publicInfosKey(RequestBody request) {
        if (!request.text("encryptedPublicInfosKey").orElse("").isEmpty()) {
            return new PublicInfosKey.Wrapped(base64(request, "encryptedPublicInfosKey"));
        }
        if (request.text("publicInfosKey").orElse("").isEmpty()) {
            throw new MalformedRequestException("encryptedPublicInfosKey or publicInfosKey is required");
        }
        Bytes key = base64(request, "publicInfosKey");
        if (key.length() != AES_KEY_BYTES) {
            throw new MalformedRequestException(
                    "publicInfosKey must be " + AES_KEY_BYTES + " bytes in base64, not " + key.length());
        }
        return new PublicInfosKey.Raw(key);
    }

    private static Bytes base64(RequestBody request, String name) {
        try {
            return Bytes.fromBase64(required(request, name, Limits.PEM));
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException(name + " must be base64");
        }
    }

    private static String username(RequestBody request, String name) {
        String username = required(request, name, Limits.USERNAME);
        if (username.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new MalformedRequestException(name + " must not contain control characters");
        }
        return username;
    }

    private static String required(RequestBody request, String name, int limit) {
        String text = request.text(name).orElse("");
        if (text.isEmpty()) {
            throw new MalformedRequestException(name + " is required and must be a non-empty string");
        }
        return limited(name, text, limit);
    }

    private static String limited(String name, String text, int limit) {
        if (text.length() > limit) {
            throw LimitExceededException.text(name, text.length(), limit);
        }
        if (!Limits.isUnicode(text)) {
            throw new MalformedRequestException(name + " contains half a character (an unpaired surrogate)");
        }
        return text;
    }

    /** As Node decodes (protocol 1.4): both alphabets, ends at the first {@code =}, other characters are skipped. */
    private static Bytes leniently(String base64) {
        StringBuilder dense = base64.chars()
                .takeWhile(c -> c != '=')
                .map(c -> c == '-' ? '+' : c == '_' ? '/' : c)
                .filter(c -> c == '+' || c == '/' || (c < 128 && Character.isLetterOrDigit(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        if (dense.length() % 4 == 1) {
            dense.setLength(dense.length() - 1);
        }
        return Bytes.wrap(Base64.getDecoder().decode(dense.toString()));
    }
}
