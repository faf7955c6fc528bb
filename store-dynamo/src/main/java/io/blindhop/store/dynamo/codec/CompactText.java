package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text in which runs of lowercase hex digits take half their length: entry ids are mostly hashes.
 *
 * <p>A text is a number of runs; a run is a number, whose lowest bit says whether it is hex and whose other bits are the
 * count of bytes that follow. {@code ab12cd34_d_0} is {@code 02 | 09 ab 12 cd 34 | 08 5f 64 5f 30}.
 */
final class CompactText {
    /** A shorter run would cost as much as it saves. */
    private static final int SHORTEST_HEX = 8;

    private static final HexFormat HEX = HexFormat.of();

    private CompactText() {}

    static void write(String text, ByteWriter out) {
        int runs = 0;
        ByteWriter body = new ByteWriter();
        int plainFrom = 0;
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && isHex(text.charAt(end))) {
                end++;
            }
            int even = (end - i) & ~1;
            if (even >= SHORTEST_HEX) {
                runs += plain(text, plainFrom, i, body);
                body.number(even | 1L);
                body.raw(HEX.parseHex(text, i, i + even));
                runs++;
                plainFrom = i + even;
                i = plainFrom;
            } else {
                i = Math.max(end, i + 1);
            }
        }
        runs += plain(text, plainFrom, text.length(), body);
        out.number(runs);
        out.raw(body.toBytes().toArray());
    }

    private static int plain(String text, int from, int to, ByteWriter out) {
        if (from == to) {
            return 0;
        }
        byte[] utf8 = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        out.number((long) utf8.length << 1);
        out.raw(utf8);
        return 1;
    }

    static String read(ByteReader in) {
        int runs = in.count();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs; i++) {
            long head = in.number();
            long length = head >>> 1;
            if (length > Integer.MAX_VALUE) {
                throw new CorruptStoreException("a stored text has a run of " + length + " bytes");
            }
            Bytes run = in.raw((int) length);
            text.append((head & 1) == 1 ? run.toHex() : run.toUtf8());
        }
        return text.toString();
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
