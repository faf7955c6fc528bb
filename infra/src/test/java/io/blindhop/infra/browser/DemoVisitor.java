package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.RecordedEntries;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser of their own who looks at the demo page. */
final class DemoVisitor implements AutoCloseable {
    private final BrowserContext context;
    private final List<String> said = new ArrayList<>();
    final Page page;
    private final String name;

    /** @param name of one of the recorded people */
    DemoVisitor(Browser browser, Browser.NewContextOptions options, String name) {
        this.context = browser.newContext(options);
        this.page = context.newPage();
        this.name = name;
        page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
        page.onPageError(error -> said.add("uncaught: " + error));
    }

    String password() {
        return name + "-pass";
    }

    FilePayload identityFile() {
        byte[] file = Bytes.utf8(RecordedEntries.text("/identities/" + name + ".identity.json"))
                .toArray();
        return new FilePayload(name + ".identity.json", "application/json", file);
    }

    /** Signs in by mouse; the page is open. */
    void signIn() {
        fillIn(password());
        sees("Signed in as");
    }

    /** Fills in the form and sends it off. */
    void fillIn(String secret) {
        page.getByLabel("Identity file").setInputFiles(identityFile());
        page.getByLabel("Password of the identity").fill(secret);
        button("Sign in").click();
    }

    /** Goes on with the tabulator until it is at this element, as somebody without a mouse does. */
    void tabTo(String id) {
        for (int i = 0; i < 30; i++) {
            if (page.evaluate("document.activeElement.id").equals(id)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No way by keyboard to #" + id);
    }

    Locator button(String text) {
        return page.getByRole(
                com.microsoft.playwright.options.AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** The page says this text, now or soon. */
    void sees(String text) {
        page.getByText(text).first().waitFor();
    }

    /** Waits until so many entries are here. */
    void hasEntries(int count) {
        page.waitForFunction("count => document.getElementById('count').value === count", Integer.toString(count));
    }

    /** Waits until this is what went from and to the one peer that is there. */
    void exchanged(int received, int sent) {
        page.waitForFunction(
                "expected => ['received', 'sent'].map(name => document.querySelector(`.peer .${name}`).textContent).join() === expected",
                received + "," + sent);
    }

    /** Nothing went wrong that only the console shows, policies of the page included. */
    void saysNothingOnTheConsole() {
        assertThat(said).as("console of " + name).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
