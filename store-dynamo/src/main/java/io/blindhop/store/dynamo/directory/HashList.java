package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of texts that are mostly SHA-256 in lowercase hex, as one attribute: a hash is a zero and 32 bytes, any other text
 * its length in two bytes, never zero in the first, and its UTF-8: {@code $admin} is {@code 80 06 24 61 64 6d 69 6e}.
 */
final class HashList {
    private static final int HASH_BYTES = 32;
    private static final int LONGEST = 1024;

    private HashList() {}

    /** A text of more than {@value #LONGEST} bytes is left out: no hash and no name that it could be compared with has so many. */
    static Bytes encode(Collection<String> texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : new TreeSet<>(texts)) {
            if (isHash(text)) {
                out.write(0);
                out.writeBytes(HexFormat.of().parseHex(text));
            } else {
                byte[] utf8 = Bytes.utf8(text).toArray();
                if (utf8.length <= LONGEST) {
                    out.write(0x80 | utf8.length >> 8);
                    out.write(utf8.length);
                    out.writeBytes(utf8);
                }
            }
        }
        return Bytes.wrap(out.toByteArray());
    }

    static Set<String> decode(Bytes list) {
        Set<String> texts = new LinkedHashSet<>();
        try {
            int at = 0;
            while (at < list.length()) {
                int first = list.at(at) & 0xff;
                int length = first == 0 ? HASH_BYTES : (first & 0x7f) << 8 | (list.at(at + 1) & 0xff);
                int from = at + (first == 0 ? 1 : 2);
                Bytes text = list.slice(from, length);
                texts.add(first == 0 ? text.toHex() : text.toUtf8());
                at = from + length;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptStoreException("a stored list of hashes ends within an element");
        }
        return texts;
    }

    private static boolean isHash(String text) {
        return text.length() == 2 * HASH_BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
