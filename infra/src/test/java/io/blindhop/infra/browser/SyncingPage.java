package io.blindhop.infra.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.blindhop.protocol.entry.RecordedEntries;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A device with a browser of its own that synchronises with the peers it meets: {@code test/support/syncing-device.js}, on the kit
 * as the local server gives it to browsers.
 */
final class SyncingPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIT = "/demo/kit/";
    private static final String TESTS = KIT + "test/";

    private final Page page;
    final String id;

    /** @param name of one of the recorded people */
    SyncingPage(Browser browser, DemoServer server, String name) {
        // To the browser what a test answers comes from the internet, which needs a permission to reach this machine.
        page = browser.newContext(new NewContextOptions().setPermissions(List.of("local-network-access")))
                .newPage();
        page.route(
                server.url(TESTS) + "**",
                route -> route.fulfill(new FulfillOptions()
                        .setPath(WebFolder.FOLDER.resolve(
                                URI.create(route.request().url()).getPath().substring(KIT.length())))));
        page.navigate(server.url(TESTS + "page.html"));
        page.evaluate("import('./support/syncing-device.js')");
        id = (String) page.evaluate(
                "options => device.signIn(options)",
                Map.of(
                        "identityFile",
                        RecordedEntries.text("/identities/" + name + ".identity.json"),
                        "password",
                        name + "-pass"));
    }

    /**
     * What the device does or says.
     *
     * @param call of a method, like {@code count()}
     */
    Object does(String call) {
        return page.evaluate("device." + call);
    }

    int count() {
        return (Integer) does("count()");
    }

    /** What was pulled over each channel, and given to who pulled at its other end, when so many pulls have ended. */
    List<Pull> pulls(int ended) {
        try {
            String text = (String) page.evaluate("async ended => JSON.stringify(await device.pulls(ended))", ended);
            List<Pull> pulls = new ArrayList<>();
            for (JsonNode pull : JSON.readTree(text)) {
                pulls.add(new Pull(
                        pull.get("device").asText(),
                        pull.path("entries").asInt(),
                        pull.path("status").asText(),
                        pull.get("given").asInt()));
            }
            return pulls;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    void isConnectedWith(SyncingPage... others) {
        page.evaluate(
                "devices => device.isConnectedWith(...devices)",
                List.of(others).stream().map(other -> other.id).toList());
    }

    @Override
    public void close() {
        page.context().close();
    }

    /**
     * @param device at the other end
     * @param entries that came
     * @param status with which it broke off; empty if it did not
     * @param given to the other end
     */
    record Pull(String device, int entries, String status, int given) {}
}
