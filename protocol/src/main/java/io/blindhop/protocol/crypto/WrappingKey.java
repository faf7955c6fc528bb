package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;

/** The public half of an RSA-OAEP pair (SHA-256, MGF1 with SHA-256, empty label). Immutable, for any thread. */
public final class WrappingKey {
    private final RSAPublicKey key;
    private final String pem;

    private WrappingKey(RSAPublicKey key, String pem) {
        this.key = key;
        this.pem = pem;
    }

    /** @throws MalformedKeyException if it is not an RSA key of 2048 to 8192 bits */
    public static WrappingKey fromPem(String pem) {
        byte[] spki = Pem.parse(pem).toArray();
        try {
            RSAPublicKey key = (RSAPublicKey) RsaOaep.keyFactory().generatePublic(new X509EncodedKeySpec(spki));
            return new WrappingKey(RsaOaep.checked(key), pem);
        } catch (InvalidKeySpecException e) {
            throw new MalformedKeyException("not an RSA public key: its SPKI does not parse", e);
        }
    }

    /** The raw OAEP ciphertext of a short secret, as long as the modulus. */
    public Bytes wrap(Bytes secret, SecureRandom random) {
        try {
            return Bytes.wrap(RsaOaep.cipher(Cipher.ENCRYPT_MODE, key, random).doFinal(secret.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a secret of " + secret.length() + " bytes cannot be wrapped", e);
        }
    }

    /** The text that this key was parsed from, verbatim. */
    public String pem() {
        return pem;
    }
}
