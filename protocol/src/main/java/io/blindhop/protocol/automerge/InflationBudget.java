package io.blindhop.protocol.automerge;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the raw DEFLATE parts of one chunk, all of them together to no more than a number of bytes. */
final class InflationBudget {
    private final int limit;
    private int left;

    InflationBudget(int limit) {
        this.limit = limit;
        this.left = limit;
    }

    ByteCursor inflate(ByteCursor deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated.asByteBuffer());
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(left, 4 * deflated.remaining()));
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw new MalformedChunkException("a deflated column ends too early");
                }
                if (read > left) {
                    throw new MalformedChunkException(
                            "the chunk inflates to more than the limit of " + limit + " bytes");
                }
                left -= read;
                out.write(buffer, 0, read);
            }
            return ByteCursor.over(out.toByteArray());
        } catch (DataFormatException e) {
            throw new MalformedChunkException("a deflated column is not DEFLATE data", e);
        } finally {
            inflater.end();
        }
    }
}
