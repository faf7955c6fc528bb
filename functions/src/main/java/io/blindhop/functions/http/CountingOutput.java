package io.blindhop.functions.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Counts what passes, and checks a promise about the length. */
public final class CountingOutput extends FilterOutputStream {
    private long count;

    public CountingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        count += length;
    }

    public long count() {
        return count;
    }

    /** @throws IOException if a length was promised and it is not what passed */
    public void requireLength(OptionalLong promised) throws IOException {
        if (promised.isPresent() && promised.getAsLong() != count) {
            throw new IOException(
                    "The body has " + count + " bytes, but " + promised.getAsLong() + " bytes were promised");
        }
    }
}
