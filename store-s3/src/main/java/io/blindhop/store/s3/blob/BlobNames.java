package io.blindhop.store.s3.blob;

import io.blindhop.protocol.Utf8;

/** What a name of an object may be, the same for every store of objects. */
public final class BlobNames {
    /** The most bytes of UTF-8 in a name. */
    public static final int MAX_BYTES = 1024;

    private BlobNames() {}

    /**
     * @throws IllegalArgumentException if the name is empty or too long, has a control character or an unpaired
     *     surrogate, or a segment that is empty, {@code .} or {@code ..}
     */
    public static void require(String name) {
        int bytes = Utf8.length(name);
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a name of an object has 1 to " + MAX_BYTES + " bytes of UTF-8; this one has " + bytes);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name of an object has no control characters");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException(
                        "a segment of an object's name is not empty, not \".\" and not \"..\": " + name);
            }
        }
    }
}
