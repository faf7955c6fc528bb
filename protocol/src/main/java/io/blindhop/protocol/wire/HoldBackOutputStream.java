package io.blindhop.protocol.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Keeps back the last byte it was given until another one follows or {@link #complete()} is called. An answer that
 * fails anywhere therefore always lacks its last byte and never looks whole, even if it failed between two frames.
 *
 * <p>{@link #close()} without {@code complete()} passes nothing more on. Not for concurrent use.
 */
public final class HoldBackOutputStream extends OutputStream {
    private final OutputStream out;
    private int held = -1;
    private boolean ended;

    public HoldBackOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        if (ended) {
            throw new IOException("The answer has ended; nothing can follow");
        }
        if (length == 0) {
            return;
        }
        release();
        out.write(bytes, offset, length - 1);
        held = bytes[offset + length - 1] & 0xFF;
    }

    /** Passes on what it was given before, all but the last byte. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** The answer is whole: passes on the last byte. Nothing can be written afterwards. */
    public void complete() throws IOException {
        if (ended) {
            throw new IOException("The answer has ended already");
        }
        release();
        ended = true;
        out.flush();
    }

    @Override
    public void close() throws IOException {
        held = -1;
        ended = true;
        out.close();
    }

    private void release() throws IOException {
        if (held >= 0) {
            out.write(held);
            held = -1;
        }
    }
}
