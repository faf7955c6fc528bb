package io.blindhop.infra.cli;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QR code as lines of text. A character is two modules, one above the other; what is light in the code is drawn, as most
 * terminals are dark: {@code █} is light above and below, {@code ▀} above, {@code ▄} below. Four light modules are around it.
 */
final class QrText {
    private static final int MARGIN = 4;

    private QrText() {}

    static List<String> lines(String content) {
        BitMatrix code = code(content);
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < code.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < code.getWidth(); x++) {
                line.append(character(isLight(code, x, y), isLight(code, x, y + 1)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static BitMatrix code(String content) {
        try {
            return new QRCodeWriter()
                    .encode(content, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code has room for " + content.length() + " characters", e);
        }
    }

    /** Below the last line nothing is drawn: a terminal goes on there as it is. */
    private static boolean isLight(BitMatrix code, int x, int y) {
        return y < code.getHeight() && !code.get(x, y);
    }

    private static char character(boolean above, boolean below) {
        if (above) {
            return below ? '█' : '▀';
        }
        return below ? '▄' : ' ';
    }
}
