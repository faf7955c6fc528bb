/**
 * The JavaScript peer kit ({@code signaling/web}) in a real browser: a Chromium that is installed, headless, driven by
 * Playwright.
 *
 * <p>{@link io.blindhop.infra.browser.JavaScriptTest} runs every {@code signaling/web/test/**}{@code /*.test.js}; a test in
 * Java says {@link io.blindhop.infra.browser.InChromium} and asks for the {@code Browser}.
 */
package io.blindhop.infra.browser;
