package io.blindhop.functions.lambda.runtime;

import io.blindhop.protocol.store.TimeLeft;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Refuses to go on when the time is over: a client that has gone away does not stop an answer, and so not the bill. */
final class DeadlineOutput extends FilterOutputStream {
    private final TimeLeft time;

    DeadlineOutput(OutputStream out, TimeLeft time) {
        super(out);
        this.time = time;
    }

    @Override
    public void write(int b) throws IOException {
        requireTime();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        requireTime();
        out.write(bytes, from, length);
    }

    private void requireTime() throws IOException {
        if (!time.left().isPositive()) {
            throw new IOException("The answer was not finished in the time of the invocation");
        }
    }
}
