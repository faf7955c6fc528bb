package io.blindhop.functions.node;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.tenant.KeySeal;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals tenant keys under a key derived from the private key of the server's identity: whoever has the table alone reads
 * none of them. Not under the master secret, which is replaced from time to time.
 */
public final class IdentityKeySeal implements KeySeal {
    private static final String LABEL = "blindhop-tenant-keys-v1/";

    private final Bytes secret;
    private final SecureRandom random;

    public IdentityKeySeal(Identity identity, SecureRandom random) {
        this.secret = identity.signing().pkcs8();
        this.random = random;
    }

    @Override
    public Bytes seal(String incarnation, Bytes key) {
        return AesGcm.sealWithIv(keyOf(incarnation), key, random);
    }

    @Override
    public Bytes open(String incarnation, Bytes sealed) {
        try {
            return AesGcm.openWithIv(keyOf(incarnation), sealed);
        } catch (DecryptionException e) {
            throw new CorruptStoreException("a tenant key was not sealed by this server's identity");
        }
    }

    private Bytes keyOf(String incarnation) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
            mac.update(Bytes.utf8(LABEL + incarnation).asByteBuffer());
            return Bytes.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
