package io.blindhop.infra.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What a page looks like. {@code -Dblindhop.screenshots=<folder>} keeps pictures of it; that of the README is made so. */
final class Screenshot {
    private Screenshot() {}

    static void keep(Page page, String name) {
        Optional.ofNullable(System.getProperty("blindhop.screenshots"))
                .map(folder -> Path.of(folder, name + ".png"))
                .ifPresent(file -> page.screenshot(
                        new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
    }

    /** The text of the QR code on a page, as a phone reads it from the screen. */
    static String qrCodeIn(Page page) throws IOException, ReaderException {
        byte[] png = page.locator("#code svg").screenshot();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
