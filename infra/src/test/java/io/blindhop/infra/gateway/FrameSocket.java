package io.blindhop.infra.gateway;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that chooses its frames, and reads only when it is asked to. */
final class FrameSocket implements AutoCloseable {
    private static final int FINAL_TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;
    private static final int VERY_LONG = 127;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private FrameSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    static FrameSocket open(URI url) throws IOException {
        FrameSocket opened = new FrameSocket(new Socket(url.getHost(), url.getPort()));
        opened.out.write(("GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        int end = 0;
        while (end != 0x0D0A0D0A) {
            end = end << 8 | opened.in.readUnsignedByte();
        }
        return opened;
    }

    /**
     * One frame, masked with zeros.
     *
     * @param bytes from 126 to 65,535
     */
    void sendText(int bytes) throws IOException {
        out.writeByte(FINAL_TEXT);
        out.writeByte(MASKED | LONG);
        out.writeShort(bytes);
        out.writeInt(0);
        out.write("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Skips frames up to that one. */
    int closeCode() throws IOException {
        while (true) {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            long bytes = length == LONG ? in.readUnsignedShort() : length == VERY_LONG ? in.readLong() : length;
            if (head == CLOSE) {
                return in.readUnsignedShort();
            }
            in.skipNBytes(bytes);
        }
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
