package io.blindhop.infra.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tests of one {@code .test.js} file, in a page of its own. */
final class JavaScriptSuite implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final String module;
    private final List<String> said = new ArrayList<>();

    private JavaScriptSuite(BrowserContext context, String module) {
        this.context = context;
        this.page = context.newPage();
        this.module = module;
        page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
    }

    /** @param module path below {@code signaling/web} */
    static JavaScriptSuite open(Browser browser, WebFolder web, String module) {
        JavaScriptSuite suite = new JavaScriptSuite(browser.newContext(), module);
        suite.page.navigate(web.url("test/page.html"));
        return suite;
    }

    /** Loads the file. @throws AssertionError if it cannot be loaded, or has no tests */
    List<String> names() {
        try {
            Object names = page.evaluate(
                    "async module => { const { names } = await import('./harness.js'); await import(module); return names(); }",
                    "/" + module);
            if (names instanceof List<?> list && !list.isEmpty()) {
                return list.stream().map(String.class::cast).toList();
            }
            throw failure("it has no tests");
        } catch (PlaywrightException e) {
            throw failure("it cannot be loaded: " + e.getMessage());
        }
    }

    /** @throws AssertionError with what the test said, if it fails or leaves an error uncaught */
    void run(String name) {
        said.clear();
        Object error = page.evaluate("async name => (await import('./harness.js')).run(name)", name);
        Optional.ofNullable(error).ifPresent(text -> {
            throw failure('"' + name + "\": " + text);
        });
    }

    private AssertionError failure(String what) {
        String log = said.isEmpty() ? "" : "\nThe console says:\n" + String.join("\n", said);
        return new AssertionError(module + ": " + what + log);
    }

    @Override
    public void close() {
        context.close();
    }
}
