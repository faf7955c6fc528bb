package io.blindhop.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** What both halves of an RSA-OAEP pair share (protocol 3.3.3). */
final class RsaOaep {
    static final int MIN_BITS = 2048;
    static final int MAX_BITS = 8192;

    // The JDK's default for the transformation's name is MGF1 with SHA-1, which no WebCrypto client opens.
    private static final OAEPParameterSpec PARAMETERS =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private RsaOaep() {}

    static Cipher cipher(int mode, Key key, SecureRandom random) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key, PARAMETERS, random);
        return cipher;
    }

    static KeyFactory keyFactory() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    static <K extends RSAKey> K checked(K key) {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new MalformedKeyException(
                    "an RSA key of " + bits + " bits is outside the limits of " + MIN_BITS + " to " + MAX_BITS);
        }
        return key;
    }
}
