package io.blindhop.functions.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets a number of bytes pass, and then fails before it passes on any byte of the write that goes beyond. */
final class LimitedOutput extends FilterOutputStream {
    private final long limitBytes;
    private long left;

    LimitedOutput(OutputStream out, long limitBytes) {
        super(out);
        this.limitBytes = limitBytes;
        this.left = limitBytes;
    }

    @Override
    public void write(int b) throws IOException {
        take(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        take(length);
        out.write(bytes, from, length);
    }

    private void take(int count) throws ResponseTooLongException {
        if (count > left) {
            left = 0;
            throw new ResponseTooLongException(limitBytes);
        }
        left -= count;
    }
}
