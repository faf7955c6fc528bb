package io.blindhop.infra.packaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The keys by which one start-up step of Quarkus finds what another has left for it: {@code proxykey12} in the constant pools
 * of both. One counter gives them out to steps that are recorded beside each other, so they are other ones in each build. Here
 * they are numbered in the order in which classes have them.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html#jvms-4.4">The constant pool</a>
 */
final class RecordedKeys {
    private static final String PREFIX = "proxykey";
    private static final Pattern KEY = Pattern.compile(PREFIX + "[0-9]+");
    /** Of what comes before the number of constants: the magic number and the version. */
    private static final int HEAD = 8;

    private static final int UTF8 = 1;

    private final Map<String, String> stable = new HashMap<>();

    /**
     * A class with the keys that it has in every build. Nothing in a class says where another thing begins, so that texts may
     * become longer.
     */
    byte[] renumbered(byte[] classFile) {
        ByteBuffer in = ByteBuffer.wrap(classFile);
        ByteBuffer out = ByteBuffer.allocate(2 * classFile.length);
        copy(in, out, HEAD);
        int constants = Short.toUnsignedInt(in.getShort());
        out.putShort((short) constants);
        for (int index = 1; index < constants; index++) {
            int tag = in.get();
            out.put((byte) tag);
            if (tag == UTF8) {
                text(in, out);
            } else {
                copy(in, out, length(tag));
                // The long ones count as two.
                index += length(tag) == Long.BYTES ? 1 : 0;
            }
        }
        out.put(in).flip();
        byte[] renumbered = new byte[out.remaining()];
        out.get(renumbered);
        return renumbered;
    }

    private void text(ByteBuffer in, ByteBuffer out) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        String read = new String(text, StandardCharsets.ISO_8859_1);
        if (KEY.matcher(read).matches()) {
            String key = stable.computeIfAbsent(read, first -> PREFIX + (stable.size() + 1));
            text = key.getBytes(StandardCharsets.ISO_8859_1);
        }
        out.putShort((short) text.length).put(text);
    }

    /** Of a constant that is no text, without its tag. */
    private static int length(int tag) {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> Long.BYTES;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("A class file has a constant of an unknown kind: " + tag);
        };
    }

    private static void copy(ByteBuffer in, ByteBuffer out, int length) {
        out.put(in.slice(in.position(), length));
        in.position(in.position() + length);
    }
}
