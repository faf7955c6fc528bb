package io.blindhop.infra.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;

/** A running headless Chromium. It speaks to nobody but the tests. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Host candidates are names of mDNS otherwise, which a machine without multicast cannot resolve.
            "--disable-features=WebRtcHideLocalIpsWithMdns",
            "--js-flags=--expose-gc");

    static Chromium start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        boolean root = "root".equals(System.getProperty("user.name"));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(InstalledProgram.CHROMIUM
                                        .find(System.getenv())
                                        .orElseThrow())
                                // As root Chromium starts without its sandbox or not at all.
                                .setChromiumSandbox(!root)
                                .setArgs(QUIET)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
