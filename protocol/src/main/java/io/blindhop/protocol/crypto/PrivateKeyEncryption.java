package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Private keys under a password (protocol 6.5): AES-256-GCM with a key from PBKDF2-HMAC-SHA-256 over the salt and the key's
 * purpose, so that the two keys of an identity never share an AES key.
 */
public final class PrivateKeyEncryption {
    /** For keys that are written here. */
    public static final int DEFAULT_ITERATIONS = 310_000;

    /** A file that says less is read as if it said this, which is what its writer did. */
    public static final int MIN_ITERATIONS = 60_000;

    /** A file that says more is refused: it would keep a processor busy for seconds. */
    public static final int MAX_ITERATIONS = 10_000_000;

    private static final int SALT_LENGTH = 16;

    /** What a private key is for; the wire name is part of the salt. */
    public enum Purpose {
        SIGNING("signing"),
        ENCRYPTION("encryption");

        private final String saltSuffix;

        Purpose(String saltSuffix) {
            this.saltSuffix = saltSuffix;
        }
    }

    /** One encrypted PKCS#8 private key. */
    public record Encrypted(Bytes ciphertext, Bytes iv, Bytes tag, Bytes salt, int iterations) {}

    private PrivateKeyEncryption() {}

    public static Encrypted encrypt(Bytes pkcs8, String password, Purpose purpose, SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        Bytes iv = AesGcm.freshIv(random);
        Bytes key = derive(password, Bytes.wrap(salt), purpose, DEFAULT_ITERATIONS);
        Bytes sealed = AesGcm.seal(key, iv, pkcs8);
        int length = sealed.length() - AesGcm.TAG_LENGTH;
        return new Encrypted(
                sealed.slice(0, length),
                iv,
                sealed.slice(length, AesGcm.TAG_LENGTH),
                Bytes.wrap(salt),
                DEFAULT_ITERATIONS);
    }

    /**
     * The PKCS#8 private key.
     *
     * @throws DecryptionException if the password is wrong or the record was changed
     * @throws MalformedKeyException if the record asks for more than {@value #MAX_ITERATIONS} iterations
     */
    public static Bytes decrypt(Encrypted encrypted, String password, Purpose purpose) {
        if (encrypted.iterations() > MAX_ITERATIONS) {
            throw new MalformedKeyException("an encrypted private key asks for " + encrypted.iterations()
                    + " PBKDF2 iterations, the limit is " + MAX_ITERATIONS);
        }
        if (encrypted.iv().length() != AesGcm.IV_LENGTH || encrypted.tag().length() != AesGcm.TAG_LENGTH) {
            throw new MalformedKeyException("an encrypted private key has an IV of " + AesGcm.IV_LENGTH
                    + " bytes and a tag of " + AesGcm.TAG_LENGTH);
        }
        int iterations = Math.max(MIN_ITERATIONS, encrypted.iterations());
        Bytes key = derive(password, encrypted.salt(), purpose, iterations);
        return AesGcm.open(key, encrypted.iv(), concat(encrypted.ciphertext(), encrypted.tag()));
    }

    private static Bytes derive(String password, Bytes salt, Purpose purpose, int iterations) {
        byte[] purposeful = concat(salt, Bytes.utf8(purpose.saltSuffix)).toArray();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), purposeful, iterations, AesGcm.KEY_LENGTH * 8);
        try {
            return Bytes.wrap(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 with HMAC-SHA-256 is not available", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static Bytes concat(Bytes first, Bytes second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.length() + second.length());
        out.writeBytes(first.toArray());
        out.writeBytes(second.toArray());
        return Bytes.wrap(out.toByteArray());
    }
}
