package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The encoder of the demo page against a reader that others wrote. */
@InChromium
class QrCodeTest {
    private static final long SEED = 20260;

    /** Bytes that fit into versions 1 to 20 at level M: ISO/IEC 18004, table 7. */
    private static final List<Integer> CAPACITIES =
            List.of(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666);

    @Test
    void textsThatFillEachVersionOrJustMissOneAreReadAgain(Browser browser) throws Exception {
        System.out.println("QrCodeTest: seed " + SEED);
        Random random = new Random(SEED);
        try (WebFolder web = WebFolder.serve();
                Page page = page(browser, web)) {
            for (int version = 1; version <= CAPACITIES.size(); version++) {
                int most = CAPACITIES.get(version - 1);
                int least = version == 1 ? 0 : CAPACITIES.get(version - 2) + 1;
                for (int length : List.of(least, most)) {
                    String text = text(length, random);
                    BitMatrix code = code(page, text);
                    assertThat(code.getHeight()).isEqualTo(17 + 4 * version);
                    assertThat(new Decoder().decode(code).getText()).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void aCodeIsReadAlthoughAPartOfItIsDirty(Browser browser) throws Exception {
        try (WebFolder web = WebFolder.serve();
                Page page = page(browser, web)) {
            String text = "https://example.org/demo/#" + "x".repeat(300);
            BitMatrix code = code(page, text);
            int middle = code.getWidth() / 2;
            code.setRegion(middle, middle, 9, 9);
            assertThat(new Decoder().decode(code).getText()).isEqualTo(text);
        }
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithTheLimit(Browser browser) {
        try (WebFolder web = WebFolder.serve();
                Page page = page(browser, web)) {
            assertThatThrownBy(() -> code(page, "x".repeat(667)))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("667 bytes do not fit into a QR code: the limit is 666");
        }
    }

    private static Page page(Browser browser, WebFolder web) {
        Page page = browser.newPage();
        page.navigate(web.url("test/page.html"));
        return page;
    }

    private static BitMatrix code(Page page, String text) {
        String rows = (String) page.evaluate(
                "async text => (await import('/qr/qr-code.js')).qrCode(text)"
                        + ".map(row => row.map(dark => dark ? 'X' : ' ').join('')).join('\\n')",
                text);
        return BitMatrix.parse(rows + "\n", "X", " ");
    }

    /** So many bytes of UTF-8, some of them of characters of two. */
    private static String text(int bytes, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.toString().getBytes(StandardCharsets.UTF_8).length < bytes - 1) {
            text.append(random.nextInt(8) == 0 ? 'é' : (char) (' ' + random.nextInt(95)));
        }
        return text.append("x".repeat(bytes - text.toString().getBytes(StandardCharsets.UTF_8).length))
                .toString();
    }
}
