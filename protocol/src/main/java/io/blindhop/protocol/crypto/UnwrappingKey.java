package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;

/** An RSA-OAEP key pair (SHA-256, MGF1 with SHA-256, empty label). Immutable, for any thread. */
public final class UnwrappingKey {
    /** What MindooDB generates. */
    public static final int DEFAULT_BITS = 3072;

    private final RSAPrivateCrtKey key;
    private final String publicPem;

    private UnwrappingKey(RSAPrivateCrtKey key, String publicPem) {
        this.key = key;
        this.publicPem = publicPem;
    }

    /** A pair of {@value #DEFAULT_BITS} bits; takes a good part of a second. */
    public static UnwrappingKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(DEFAULT_BITS, random);
            return fromPkcs8(Bytes.wrap(generator.generateKeyPair().getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /**
     * The pair of a PKCS#8 private key; the public half is derived.
     *
     * @throws MalformedKeyException if it is not an RSA key of 2048 to 8192 bits with its prime factors
     */
    public static UnwrappingKey fromPkcs8(Bytes pkcs8) {
        try {
            var parsed = RsaOaep.keyFactory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8.toArray()));
            if (!(parsed instanceof RSAPrivateCrtKey key)) {
                throw new MalformedKeyException("an RSA private key without its prime factors is not usable");
            }
            var publicKey = RsaOaep.keyFactory()
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new UnwrappingKey(RsaOaep.checked(key), Pem.format(Bytes.wrap(publicKey.getEncoded())));
        } catch (InvalidKeySpecException e) {
            throw new MalformedKeyException("not an RSA private key: its PKCS#8 does not parse", e);
        }
    }

    /**
     * Like {@link #fromPkcs8(Bytes)}, and keeps the given PEM verbatim: keys are compared as text.
     *
     * @throws MalformedKeyException also if the PEM is another key's
     */
    public static UnwrappingKey fromPkcs8(Bytes pkcs8, String publicPem) {
        UnwrappingKey derived = fromPkcs8(pkcs8);
        if (!Pem.parse(publicPem).equals(Pem.parse(derived.publicPem))) {
            throw new MalformedKeyException("the RSA public key does not belong to the private key");
        }
        return new UnwrappingKey(derived.key, publicPem);
    }

    /** @throws DecryptionException if the secret was wrapped for another key or changed */
    public Bytes unwrap(Bytes wrapped) {
        try {
            return Bytes.wrap(RsaOaep.cipher(Cipher.DECRYPT_MODE, key, null).doFinal(wrapped.toArray()));
        } catch (GeneralSecurityException e) {
            throw new DecryptionException("the wrapped key was not wrapped for this RSA key, or was changed", e);
        }
    }

    public String publicPem() {
        return publicPem;
    }

    /** The public half. */
    public WrappingKey wrappingKey() {
        return WrappingKey.fromPem(publicPem);
    }

    /** The private key in clear. */
    public Bytes pkcs8() {
        return Bytes.wrap(key.getEncoded());
    }
}
