package io.blindhop.protocol;

import java.util.Comparator;

/** What the stores need to know about the UTF-8 form of a text without making it. */
public final class Utf8 {
    /**
     * The order of the texts' UTF-8 bytes, which is that of their code points. {@link String#compareTo} differs: it puts
     * the supplementary characters, whose UTF-16 form begins with U+D800 to U+DBFF, before U+E000 to U+FFFF.
     */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    /**
     * The number of UTF-8 bytes of {@code text}.
     *
     * @throws IllegalArgumentException if the text has an unpaired surrogate: it has no UTF-8 form, and replacing it
     *     would make two names one
     */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            bytes += c < 0x800 ? 1 : 2;
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("unpaired surrogate at character " + i + " of a text");
                }
                i++; // the pair is four bytes: its two characters and the two just added
            }
        }
        return bytes;
    }

    /** Whether any character is half of a pair. A text without one has a UTF-8 form and needs no look for broken pairs. */
    public static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y)) : x - y;
            }
        }
        return a.length() - b.length();
    }
}
