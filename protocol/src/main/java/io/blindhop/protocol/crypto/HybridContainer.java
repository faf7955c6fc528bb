package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * A payload of any size for the holder of one RSA key (protocol 3.3.3, mode A):
 *
 * <pre>{@code
 * 01 80 | 384 bytes wrapped AES key | 12 bytes IV | ciphertext | 16 bytes tag
 * }</pre>
 *
 * The first two bytes are the length of the wrapped key, big-endian.
 */
public final class HybridContainer {
    private HybridContainer() {}

    public static Bytes encrypt(WrappingKey reader, Bytes payload, SecureRandom random) {
        Bytes key = AesGcm.freshKey(random);
        Bytes wrapped = reader.wrap(key, random);
        Bytes sealed = AesGcm.sealWithIv(key, payload, random);
        ByteBuffer container = ByteBuffer.allocate(Short.BYTES + wrapped.length() + sealed.length());
        container.putShort((short) wrapped.length());
        container.put(wrapped.asByteBuffer()).put(sealed.asByteBuffer());
        return Bytes.wrap(container.array());
    }

    /** @throws DecryptionException if the container is cut, changed or for somebody else */
    public static Bytes decrypt(UnwrappingKey reader, Bytes container) {
        if (container.length() < Short.BYTES) {
            throw new DecryptionException("hybrid container of " + container.length() + " bytes has no length field");
        }
        int wrappedLength = Short.toUnsignedInt(container.asByteBuffer().getShort());
        int sealedLength = container.length() - Short.BYTES - wrappedLength;
        if (sealedLength < 0) {
            throw new DecryptionException("hybrid container of " + container.length()
                    + " bytes is too short for a wrapped key of " + wrappedLength);
        }
        Bytes key = SessionKey.unwrappedAesKey(reader, container.slice(Short.BYTES, wrappedLength));
        return AesGcm.openWithIv(key, container.slice(Short.BYTES + wrappedLength, sealedLength));
    }
}
