package io.blindhop.protocol.fuzz;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damaged copies of good inputs: flipped, cut, lengthened, repeated, and spliced with each other. */
public final class Mutations {
    private static final int MAX_PIECE = 64;

    private final Random random;
    private final List<Bytes> corpus;

    public Mutations(Random random, List<Bytes> corpus) {
        this.random = random;
        this.corpus = List.copyOf(corpus);
    }

    public static Mutations ofTexts(Random random, List<String> corpus) {
        return new Mutations(random, corpus.stream().map(Bytes::utf8).toList());
    }

    /** An input of the corpus with one to four changes. */
    public Bytes next() {
        return mutated(pick());
    }

    /** The same for a text: every byte becomes the character of its number. */
    public String nextText() {
        return new String(
                next().toArray(), random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Any bytes with one to four changes. */
    public Bytes mutated(Bytes original) {
        byte[] bytes = original.toArray();
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes = changed(bytes);
        }
        return Bytes.wrap(bytes);
    }

    private Bytes pick() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int piece = Math.min(bytes.length - at, 1 + random.nextInt(MAX_PIECE));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, at);
            case 1 -> set(bytes, at);
            case 2 -> joined(bytes, at, new byte[0], bytes.length);
            case 3 -> joined(bytes, at, new byte[0], at + piece);
            case 4 -> joined(bytes, at, randomBytes(), at);
            case 5 -> joined(bytes, at, java.util.Arrays.copyOfRange(bytes, at, at + piece), at);
            case 6 -> spliced(bytes, at);
            default -> joined(bytes, at, interesting(), Math.min(bytes.length, at + 1));
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        if (at < bytes.length) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] set(byte[] bytes, int at) {
        if (at < bytes.length) {
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = pick().toArray();
        int from = random.nextInt(other.length + 1);
        return joined(bytes, at, java.util.Arrays.copyOfRange(other, from, other.length), bytes.length);
    }

    private byte[] randomBytes() {
        byte[] piece = new byte[1 + random.nextInt(8)];
        random.nextBytes(piece);
        return piece;
    }

    /** Characters and numbers that mean something to some parser. */
    private byte[] interesting() {
        String[] pieces = {
            "\0", "\"", "\\", "\\u", "{", "[", "}", "]", ".", "=", "-", "9", "e9", "\n", "\u00ff", "\u007f"
        };
        return pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, end);
        out.writeBytes(middle);
        out.write(bytes, start, bytes.length - start);
        return out.toByteArray();
    }
}
