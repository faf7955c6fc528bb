package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM as WebCrypto does it: 12-byte IV, 16-byte tag after the ciphertext, no associated data (protocol 1.6).
 *
 * <p>Never seal twice with one key and IV: that gives away both plaintexts and the key that authenticates.
 */
public final class AesGcm {
    public static final int KEY_LENGTH = 32;
    public static final int IV_LENGTH = 12;
    public static final int TAG_LENGTH = 16;

    private AesGcm() {}

    /** The ciphertext, 16 bytes longer than the plaintext. */
    public static Bytes seal(Bytes key, Bytes iv, Bytes plaintext) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, iv, plaintext, plaintext.length() + TAG_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @throws DecryptionException if the key, the IV or the ciphertext is not the one that was sealed */
    public static Bytes open(Bytes key, Bytes iv, Bytes ciphertext) {
        if (ciphertext.length() < TAG_LENGTH) {
            throw new DecryptionException(
                    "AES-GCM ciphertext of " + ciphertext.length() + " bytes is shorter than its tag of " + TAG_LENGTH);
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, iv, ciphertext, ciphertext.length() - TAG_LENGTH);
        } catch (AEADBadTagException e) {
            throw new DecryptionException("AES-GCM tag does not match: another key, or changed bytes", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** A fresh IV, then what {@link #seal} makes with it. */
    public static Bytes sealWithIv(Bytes key, Bytes plaintext, SecureRandom random) {
        Bytes iv = freshIv(random);
        Bytes ciphertext = seal(key, iv, plaintext);
        ByteBuffer both = ByteBuffer.allocate(IV_LENGTH + ciphertext.length());
        both.put(iv.asByteBuffer()).put(ciphertext.asByteBuffer());
        return Bytes.wrap(both.array());
    }

    /** Opens the layout of document payloads: IV, ciphertext, tag. */
    public static Bytes openWithIv(Bytes key, Bytes ivAndCiphertext) {
        if (ivAndCiphertext.length() < IV_LENGTH + TAG_LENGTH) {
            throw new DecryptionException("AES-GCM payload of " + ivAndCiphertext.length()
                    + " bytes is shorter than its IV and tag of " + (IV_LENGTH + TAG_LENGTH));
        }
        int length = ivAndCiphertext.length() - IV_LENGTH;
        return open(key, ivAndCiphertext.slice(0, IV_LENGTH), ivAndCiphertext.slice(IV_LENGTH, length));
    }

    static Bytes freshIv(SecureRandom random) {
        return fresh(IV_LENGTH, random);
    }

    static Bytes freshKey(SecureRandom random) {
        return fresh(KEY_LENGTH, random);
    }

    private static Bytes fresh(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static Bytes run(int mode, Bytes key, Bytes iv, Bytes input, int outputLength)
            throws GeneralSecurityException {
        if (key.length() != KEY_LENGTH) {
            throw new MalformedKeyException("an AES-256 key is " + KEY_LENGTH + " bytes, not " + key.length());
        }
        if (iv.length() != IV_LENGTH) {
            throw new IllegalArgumentException("an AES-GCM IV is " + IV_LENGTH + " bytes, not " + iv.length());
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(TAG_LENGTH * 8, iv.toArray()));
        byte[] output = new byte[outputLength];
        cipher.doFinal(input.asByteBuffer(), ByteBuffer.wrap(output));
        return Bytes.wrap(output);
    }
}
