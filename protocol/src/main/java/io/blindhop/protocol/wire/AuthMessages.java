package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What a client of a server says to log in, and hears (protocol 2.1, 2.2, 3.7). Answers are read as {@link SyncAnswers}
 * reads them.
 */
public final class AuthMessages {
    private AuthMessages() {}

    /** @param username blank if the key alone says who it is */
    public static Bytes challenge(String username, String signingPublicKey) {
        return SyncBodies.json(gen -> {
            if (!username.isBlank()) {
                gen.writeStringField("username", username);
            }
            gen.writeStringField("signingPublicKey", signingPublicKey);
        });
    }

    /** Of a login to the operator's routes (protocol 2.6). */
    public static Bytes systemChallenge(String username, String signingPublicKey) {
        return SyncBodies.json(gen -> {
            gen.writeStringField("username", username);
            gen.writeStringField("publicsignkey", signingPublicKey);
        });
    }

    /**
     * The registration of a tenant (protocol 3.8).
     *
     * @param wrappedPublicInfosKey for the server that it is sent to
     */
    public static Bytes registration(
            String adminSigningKey,
            String adminEncryptionKey,
            Optional<String> adminUsername,
            Bytes wrappedPublicInfosKey) {
        return SyncBodies.json(gen -> {
            gen.writeStringField("adminSigningPublicKey", adminSigningKey);
            gen.writeStringField("adminEncryptionPublicKey", adminEncryptionKey);
            if (adminUsername.isPresent()) {
                gen.writeStringField("adminUsername", adminUsername.get());
            }
            EntryJson.base64(gen, "encryptedPublicInfosKey", wrappedPublicInfosKey);
        });
    }

    public static String challenge(InputStream body) throws IOException {
        return AnswerBody.read(body, AnswerBody.SMALL).string("challenge");
    }

    public static Bytes authenticate(String challenge, Bytes signature) {
        return SyncBodies.json(gen -> {
            gen.writeStringField("challenge", challenge);
            EntryJson.base64(gen, "signature", signature);
        });
    }

    public static String token(InputStream body) throws IOException {
        return AnswerBody.read(body, AnswerBody.SMALL).string("token");
    }

    /** What a node says of itself to anybody. */
    public static ServerInfo serverInfo(InputStream body) throws IOException {
        JsonMembers info = AnswerBody.read(body, AnswerBody.SMALL);
        return new ServerInfo(
                info.string("name"),
                info.string("signingPublicKey"),
                info.string("encryptionPublicKey"),
                info.findString("maxJsonRequestBodyLimit").orElse(""),
                info.integer("maxJsonRequestBodyBytes"));
    }

    /** The text of an error, or of whatever else has one (protocol 2.5). */
    public static String error(InputStream body) throws IOException {
        return AnswerBody.read(body, AnswerBody.SMALL).string("error");
    }
}
