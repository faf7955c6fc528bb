package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key pair. Immutable; signs on any number of threads. Signatures are deterministic (RFC 8032). */
public final class SigningKey {
    private static final Bytes PKCS8_PREFIX = Bytes.fromHex("302e020100300506032b657004220420");
    private static final int PKCS8_LENGTH = 48;

    private final byte[] seed;
    private final byte[] publicKey;
    private final String publicPem;

    private SigningKey(byte[] seed, byte[] publicKey, String publicPem) {
        this.seed = seed;
        this.publicKey = publicKey;
        this.publicPem = publicPem;
    }

    public static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        random.nextBytes(seed);
        return fromSeed(Bytes.wrap(seed));
    }

    /**
     * The pair of an RFC 8032 private key.
     *
     * @throws MalformedKeyException unless it is 32 bytes
     */
    public static SigningKey fromSeed(Bytes seed) {
        if (seed.length() != Ed25519.SECRET_KEY_SIZE) {
            throw new MalformedKeyException(
                    "an Ed25519 private key is " + Ed25519.SECRET_KEY_SIZE + " bytes, not " + seed.length());
        }
        byte[] secret = seed.toArray();
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, publicKey, 0);
        return new SigningKey(secret, publicKey, Pem.format(concat(VerifyingKey.SPKI_PREFIX, Bytes.wrap(publicKey))));
    }

    /**
     * The pair of a PKCS#8 private key; the public half is derived.
     *
     * @throws MalformedKeyException unless it is the 48-byte form of RFC 8410 that WebCrypto and the JDK write
     */
    public static SigningKey fromPkcs8(Bytes pkcs8) {
        if (pkcs8.length() != PKCS8_LENGTH
                || !pkcs8.slice(0, PKCS8_PREFIX.length()).equals(PKCS8_PREFIX)) {
            throw new MalformedKeyException("not an Ed25519 private key: its " + pkcs8.length()
                    + " bytes of PKCS#8 are not the " + PKCS8_LENGTH + " that RFC 8410 defines");
        }
        return fromSeed(pkcs8.slice(PKCS8_PREFIX.length(), Ed25519.SECRET_KEY_SIZE));
    }

    /**
     * Like {@link #fromPkcs8(Bytes)}, and keeps the given PEM verbatim: keys are compared as text.
     *
     * @throws MalformedKeyException also if the PEM is another key's
     */
    public static SigningKey fromPkcs8(Bytes pkcs8, String publicPem) {
        SigningKey derived = fromPkcs8(pkcs8);
        if (!Pem.parse(publicPem).equals(Pem.parse(derived.publicPem))) {
            throw new MalformedKeyException("the Ed25519 public key does not belong to the private key");
        }
        return new SigningKey(derived.seed, derived.publicKey, publicPem);
    }

    /** 64 bytes. */
    public Bytes sign(Bytes message) {
        byte[] text = message.toArray();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, text, 0, text.length, signature, 0);
        return Bytes.wrap(signature);
    }

    public String publicPem() {
        return publicPem;
    }

    /** The private key in clear, 48 bytes. */
    public Bytes pkcs8() {
        return concat(PKCS8_PREFIX, Bytes.wrap(seed));
    }

    private static Bytes concat(Bytes first, Bytes second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.length() + second.length());
        out.writeBytes(first.toArray());
        out.writeBytes(second.toArray());
        return Bytes.wrap(out.toByteArray());
    }
}
