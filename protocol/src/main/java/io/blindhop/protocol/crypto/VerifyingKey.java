package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 public key. Immutable; verifies on any number of threads without sharing anything.
 *
 * <p>Bouncy Castle's arithmetic is used in place of the JDK's provider because it is seven times as fast: 57 µs against
 * 406 µs to verify 600 bytes, 25 µs against 410 µs to sign (one core, JDK 25, Bouncy Castle 1.87).
 */
public final class VerifyingKey {
    static final Bytes SPKI_PREFIX = Bytes.fromHex("302a300506032b6570032100");
    static final int SPKI_LENGTH = 44;

    private final String pem;
    private final Ed25519.PublicPoint point;

    private VerifyingKey(String pem, Ed25519.PublicPoint point) {
        this.pem = pem;
        this.point = point;
    }

    /**
     * Parses an SPKI PEM.
     *
     * @throws MalformedKeyException if it is not an Ed25519 key, or its point is not canonical, not on the curve or of
     *     small order (anybody can sign for those)
     */
    public static VerifyingKey fromPem(String pem) {
        Bytes spki = Pem.parse(pem);
        if (spki.length() != SPKI_LENGTH || !spki.slice(0, SPKI_PREFIX.length()).equals(SPKI_PREFIX)) {
            throw new MalformedKeyException("not an Ed25519 public key: its " + spki.length()
                    + " bytes of SPKI are not the " + SPKI_LENGTH + " that RFC 8410 defines");
        }
        byte[] raw = spki.slice(SPKI_PREFIX.length(), Ed25519.PUBLIC_KEY_SIZE).toArray();
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(raw, 0);
        if (point == null) {
            throw new MalformedKeyException(
                    "not an Ed25519 public key: no canonical point of the prime-order group of the curve");
        }
        return new VerifyingKey(pem, point);
    }

    /** False for a signature of any other length than 64 bytes. */
    public boolean verify(Bytes message, Bytes signature) {
        if (signature.length() != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        byte[] text = message.toArray();
        return Ed25519.verify(signature.toArray(), 0, point, text, 0, text.length);
    }

    /** The text that this key was parsed from, verbatim. */
    public String pem() {
        return pem;
    }
}
