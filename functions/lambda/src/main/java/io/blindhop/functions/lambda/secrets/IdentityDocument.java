package io.blindhop.functions.lambda.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;

/**
 * The server's identity as a secret: {@code {"username", "signing": {"privateKey", "publicKey"}, "encryption": {…}}}, private
 * keys as PKCS#8 in base64, public keys as PEM. Not protected by a password, which would have to be kept beside it.
 */
public final class IdentityDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRIVATE = "privateKey";
    private static final String PUBLIC = "publicKey";

    private IdentityDocument() {}

    public static String write(Identity identity) {
        ObjectNode document = JSON.createObjectNode().put("username", identity.username());
        document.putObject("signing")
                .put(PRIVATE, identity.signing().pkcs8().toBase64())
                .put(PUBLIC, identity.signing().publicPem());
        document.putObject("encryption")
                .put(PRIVATE, identity.encryption().pkcs8().toBase64())
                .put(PUBLIC, identity.encryption().publicPem());
        return document.toString();
    }

    /** @throws IllegalStateException that says what is wrong, without any of the text */
    public static Identity read(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            JsonNode signing = document.path("signing");
            JsonNode encryption = document.path("encryption");
            return new Identity(
                    required(document, "username"),
                    SigningKey.fromPkcs8(Bytes.fromBase64(required(signing, PRIVATE)), required(signing, PUBLIC)),
                    UnwrappingKey.fromPkcs8(
                            Bytes.fromBase64(required(encryption, PRIVATE)), required(encryption, PUBLIC)));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalStateException("The secret with the server's identity is not JSON");
        }
    }

    private static String required(JsonNode node, String name) {
        String value = node.path(name).asText();
        if (value.isEmpty()) {
            throw new IllegalStateException("The secret with the server's identity has no " + name);
        }
        return value;
    }
}
