package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTextTest {
    private static final int SCALE = 4;
    private static final int LIGHT = 0xffffff;

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://192.0.2.17:65535", "http://[2001:db8::1]:8080"})
    void whatATerminalShowsIsReadAsTheUrl(String url) throws ReaderException {
        assertThat(read(QrText.lines(url))).isEqualTo(url);
    }

    @Test
    void itFitsIntoATerminal() {
        List<String> lines = QrText.lines("http://192.168.100.100:65535");
        assertThat(lines).hasSizeLessThan(24).allMatch(line -> line.length() < 80);
    }

    @Test
    void whatIsNoCodeIsNotRead() {
        assertThat(catchThrowable(() -> read(List.of("████", "████")))).isInstanceOf(NotFoundException.class);
    }

    /** As a camera sees it: drawn characters are light, on dark. */
    static String read(List<String> lines) throws ReaderException {
        int width = lines.getFirst().length() * SCALE;
        int height = lines.size() * 2 * SCALE;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int module = y / SCALE;
                char drawn = lines.get(module / 2).charAt(x / SCALE);
                boolean light = drawn == '█' || drawn == (module % 2 == 0 ? '▀' : '▄');
                pixels[y * width + x] = light ? LIGHT : 0;
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }
}
