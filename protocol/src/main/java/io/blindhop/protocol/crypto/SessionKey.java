package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.security.SecureRandom;

/**
 * The AES-256 key of one response, wrapped once for its reader (protocol 3.3.3, mode B). For any thread.
 *
 * <p>IVs are random: use a fresh key for every response, which keeps far away from the 2^32 seals after which random IVs
 * are no longer safe.
 */
public final class SessionKey {
    /**
     * One payload under the session key.
     *
     * @param iv 12 bytes, fresh
     * @param ciphertext with the tag at its end
     */
    public record Sealed(Bytes iv, Bytes ciphertext) {}

    private final Bytes key;
    private final SecureRandom random;

    private SessionKey(Bytes key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    public static SessionKey generate(SecureRandom random) {
        return new SessionKey(AesGcm.freshKey(random), random);
    }

    /**
     * The reader's side.
     *
     * @throws DecryptionException if the key was wrapped for another reader, changed, or is not 32 bytes
     */
    public static SessionKey unwrap(UnwrappingKey reader, Bytes wrapped, SecureRandom random) {
        return new SessionKey(unwrappedAesKey(reader, wrapped), random);
    }

    /** The raw OAEP ciphertext of this key. */
    public Bytes wrapFor(WrappingKey reader) {
        return reader.wrap(key, random);
    }

    public Sealed seal(Bytes payload) {
        Bytes iv = AesGcm.freshIv(random);
        return new Sealed(iv, AesGcm.seal(key, iv, payload));
    }

    /** @throws DecryptionException if it was not sealed with this key, or changed */
    public Bytes open(Sealed sealed) {
        if (sealed.iv().length() != AesGcm.IV_LENGTH) {
            throw new DecryptionException("an IV is " + AesGcm.IV_LENGTH + " bytes, not "
                    + sealed.iv().length());
        }
        return AesGcm.open(key, sealed.iv(), sealed.ciphertext());
    }

    static Bytes unwrappedAesKey(UnwrappingKey reader, Bytes wrapped) {
        Bytes key = reader.unwrap(wrapped);
        if (key.length() != AesGcm.KEY_LENGTH) {
            throw new DecryptionException("the wrapped key is " + key.length() + " bytes, not " + AesGcm.KEY_LENGTH);
        }
        return key;
    }
}
