package io.blindhop.infra.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A browser with one device that talks to those it meets: {@code test/support/device.js}, on a page of some origin. The test asks
 * for its tickets, with that origin.
 */
public final class TalkingPage implements AutoCloseable {
    private final Page page;
    private final Session session;
    private final String origin;

    private TalkingPage(Page page, Session session, String origin) {
        this.page = page;
        this.session = session;
        this.origin = origin;
    }

    /** @param origin that the node lets in */
    public static TalkingPage open(Browser browser, String origin, Session session) {
        // To the browser the origin is one of the internet, which needs a permission to reach this machine.
        Page page = browser.newContext(new NewContextOptions().setPermissions(List.of("local-network-access")))
                .newPage();
        page.route(
                origin + "/**",
                route -> route.fulfill(new FulfillOptions()
                        .setPath(WebFolder.FOLDER.resolve(
                                URI.create(route.request().url()).getPath().substring(1)))));
        TalkingPage talking = new TalkingPage(page, session, origin);
        page.exposeFunction("ticket", arguments -> talking.ticket());
        page.navigate(origin + "/test/page.html");
        page.evaluate("import('./support/device.js')");
        return talking;
    }

    /** Enters the room of database {@code notes}. Only these people are in the directory as it knows it. */
    public void enter(Person... active) {
        Person person = session.person();
        Object device = page.evaluate(
                "options => device.start(options)",
                Map.of(
                        "tenant",
                        session.tenantId(),
                        "pkcs8",
                        person.identity().signing().pkcs8().toBase64(),
                        "spki",
                        spki(person).toBase64(),
                        "active",
                        Stream.of(active).map(TalkingPage::deviceId).toList(),
                        "room",
                        "db:notes"));
        if (!deviceId(person).equals(device)) {
            throw new AssertionError("The server took " + person + " for " + device);
        }
    }

    /** @param call of a method of the device, like {@code renew()} */
    public Object does(String call) {
        return page.evaluate("device." + call);
    }

    /** What a peer hears of this person. */
    public static String words(Person person, String text) {
        return deviceId(person) + ": " + text;
    }

    private String ticket() {
        Headers headers =
                Headers.of("Authorization", "Bearer " + session.token()).with("Origin", origin);
        String path = "/" + session.tenantId() + "/signaling/tickets";
        try {
            return session.transport()
                    .send(new HttpRequest("POST", path, headers, Bytes.empty(), "127.0.0.1"))
                    .ok()
                    .json()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes spki(Person person) {
        return Pem.parse(person.signingPem());
    }

    private static String deviceId(Person person) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(spki(person).slice(12, 32).toArray());
    }

    @Override
    public void close() {
        page.context().close();
    }
}
