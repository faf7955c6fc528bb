package io.blindhop.protocol.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A compressed body as it arrives. It has to end where the compression ends. */
final class GunzippedBody extends InputStream {
    private static final int BUFFER = 8192;

    private final String what;
    private final InputStream compressed;
    private GZIPInputStream gunzipped;

    GunzippedBody(String what, InputStream compressed) {
        this.what = what;
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        try {
            if (gunzipped == null) {
                gunzipped = new GZIPInputStream(compressed, BUFFER);
            }
            int read = gunzipped.read(target, from, count);
            if (read < 0 && compressed.read() >= 0) {
                throw new BadAnswerException(what + " was answered with more after the compressed answer");
            }
            return read;
        } catch (EOFException e) {
            throw new RemoteUnreachableException(what + ": the compressed answer was cut off", e);
        } catch (ZipException e) {
            throw new BadAnswerException(what + " was answered with something that is not gzip", e);
        }
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
