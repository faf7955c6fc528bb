package io.blindhop.infra.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the object of a name lies. Each segment becomes a folder, the last one a file with the ending {@value #FILE};
 * lower-case letters, digits, {@code -} and {@code _} stay, every other byte of UTF-8 becomes {@code %} and two
 * lower-case digits, so that two names differ on a file system that ignores case too and none is special to any. A
 * segment that is longer than a file name may be goes on in a folder with the ending {@value #MORE}.
 *
 * <pre>{@code
 * Sales/2026.pack   %53ales/2026%2epack.b
 * }</pre>
 */
final class BlobFileNames {
    static final String FILE = ".b";
    static final String MORE = "+";

    private static final int PIECE = 200;
    private static final HexFormat HEX = HexFormat.of();

    private BlobFileNames() {}

    static Path file(Path root, String name) {
        int slash = name.lastIndexOf('/');
        List<String> pieces = pieces(name.substring(slash + 1));
        Path folder = root;
        for (String piece : pieces.subList(0, pieces.size() - 1)) {
            folder = folder.resolve(piece + MORE);
        }
        Path within = folder.resolve(pieces.getLast() + FILE);
        return slash < 0 ? within : folder(root, name.substring(0, slash)).resolve(root.relativize(within));
    }

    /** The folder of everything whose name starts with {@code segments} and a slash. */
    static Path folder(Path root, String segments) {
        Path folder = root;
        for (String segment : segments.split("/", -1)) {
            List<String> pieces = pieces(segment);
            for (String piece : pieces.subList(0, pieces.size() - 1)) {
                folder = folder.resolve(piece + MORE);
            }
            folder = folder.resolve(pieces.getLast());
        }
        return folder;
    }

    /** @param encoded the pieces of one segment, joined, without endings */
    static String decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> pieces(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (encoded.length() - from > PIECE) {
            pieces.add(encoded.substring(from, from + PIECE));
            from += PIECE;
        }
        pieces.add(encoded.substring(from));
        return pieces;
    }
}
