package io.blindhop.protocol.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.PrivateKeyEncryption.Encrypted;
import io.blindhop.protocol.crypto.PrivateKeyEncryption.Purpose;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;

/** The JSON text of an identity file, its private keys under a password (protocol 6.5). */
public final class IdentityFile {
    private static final JsonFactory JSON = new JsonFactory();

    private IdentityFile() {}

    /**
     * Opens an identity. Members that are not needed are ignored.
     *
     * @throws io.blindhop.protocol.json.MalformedJsonException if a member is missing or of another type
     * @throws DecryptionException if the password is wrong
     * @throws MalformedKeyException if a key is not what it claims to be, or the halves of a pair do not match
     */
    public static Identity read(String json, String password) {
        JsonMembers file = JsonMembers.of("identity", JsonText.parse(json));
        JsonMembers signing = file.objectAt("userSigningKeyPair");
        JsonMembers encryption = file.objectAt("userEncryptionKeyPair");
        return new Identity(
                file.string("username"),
                SigningKey.fromPkcs8(pkcs8(signing, password, Purpose.SIGNING), signing.string("publicKey")),
                UnwrappingKey.fromPkcs8(
                        pkcs8(encryption, password, Purpose.ENCRYPTION), encryption.string("publicKey")));
    }

    /** The same identity under a password, readable by MindooDB. */
    public static String write(Identity identity, String password, SecureRandom random) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("username", identity.username());
            writePair(
                    json,
                    "userSigningKeyPair",
                    identity.signing().publicPem(),
                    PrivateKeyEncryption.encrypt(identity.signing().pkcs8(), password, Purpose.SIGNING, random));
            writePair(
                    json,
                    "userEncryptionKeyPair",
                    identity.encryption().publicPem(),
                    PrivateKeyEncryption.encrypt(identity.encryption().pkcs8(), password, Purpose.ENCRYPTION, random));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Bytes pkcs8(JsonMembers pair, String password, Purpose purpose) {
        JsonMembers key = pair.objectAt("privateKey");
        long iterations = key.findInteger("iterations").orElse((long) PrivateKeyEncryption.DEFAULT_ITERATIONS);
        Encrypted encrypted = new Encrypted(
                key.base64("ciphertext"),
                key.base64("iv"),
                key.base64("tag"),
                key.base64("salt"),
                Math.clamp(iterations, 0, Integer.MAX_VALUE));
        return PrivateKeyEncryption.decrypt(encrypted, password, purpose);
    }

    private static void writePair(JsonGenerator json, String name, String publicPem, Encrypted key) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("publicKey", publicPem);
        json.writeObjectFieldStart("privateKey");
        json.writeStringField("ciphertext", key.ciphertext().toBase64());
        json.writeStringField("iv", key.iv().toBase64());
        json.writeStringField("tag", key.tag().toBase64());
        json.writeStringField("salt", key.salt().toBase64());
        json.writeNumberField("iterations", key.iterations());
        json.writeEndObject();
        json.writeEndObject();
    }
}
