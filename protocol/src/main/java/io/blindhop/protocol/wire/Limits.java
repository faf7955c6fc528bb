package io.blindhop.protocol.wire;

import io.blindhop.protocol.Utf8;
import java.nio.charset.StandardCharsets;

/** What a request may contain at most (protocol 3.2 and design 3.2). Texts are measured in UTF-16 units. */
public final class Limits {
    /** Entries of one push. */
    public static final int ENTRIES = 10_000;
    /** Elements of {@code ids}, {@code haveIds} and {@code docIds}. */
    public static final int IDS = 100_000;
    /** UTF-8 bytes of an entry id or a docId: they are parts of database keys. */
    public static final int ID_BYTES = 900;

    public static final int PEM = 8192;
    public static final int SIGNATURE = 4096;
    public static final int CHALLENGE = 4096;
    public static final int USERNAME = 256;
    /** A device key in a tenant challenge (protocol 2.1). */
    public static final int DEVICE_KEY = 4096;

    /** Elements of one list inside an entry. */
    static final int ENTRY_LIST = 10_000;
    /** {@code entryType}, {@code contentHash}: names of a fixed form. */
    static final int NAME = 128;
    /** {@code $sealed:} and a docId. */
    static final int KEY_ID = ID_BYTES + 100;
    /** Characters of {@code provenance} and of {@code recipients}. */
    static final int SIGNED_BLOCK = 1024 * 1024;
    /** Values inside {@code options}, {@code filters} or {@code cursor}. */
    static final int SMALL_VALUE_NODES = 2_000;
    /** The largest integer that a client's number holds exactly. */
    static final double MAX_INTEGER = 9_007_199_254_740_991d;

    private Limits() {}

    /** Whether the text can be the id of something that is stored. */
    static boolean canBeId(String text) {
        return !text.isEmpty()
                && text.length() <= ID_BYTES
                && isUnicode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= ID_BYTES;
    }

    /** Whether the text has no unpaired surrogate, so that its UTF-8 form stands for it alone. */
    static boolean isUnicode(String text) {
        return !Utf8.hasSurrogates(text) || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
