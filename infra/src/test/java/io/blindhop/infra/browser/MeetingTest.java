package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.infra.conformance.EmbeddedNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two devices in two browsers that meet through the local server, and talk to each other over WebRTC. */
@InChromium
@Timeout(120)
class MeetingTest {
    private final EmbeddedNode node = new EmbeddedNode();
    private final TestTenant tenant =
            TestTenant.register(node.transport(), "acme").grant(Person.BOB);
    private final String origin = node.allowedOrigin().orElseThrow();
    private Page alice;
    private Page bob;

    @BeforeEach
    void start(Browser browser) {
        alice = page(browser, Person.ALICE);
        bob = page(browser, Person.BOB);
    }

    @AfterEach
    void stop() throws IOException {
        alice.context().close();
        bob.context().close();
        node.close();
    }

    /** A page of the origin that the node lets in, with a device that can ask for tickets. */
    private Page page(Browser browser, Person person) {
        // To the browser the origin is one of the internet, which needs a permission to reach this machine.
        Page page = browser.newContext(new NewContextOptions().setPermissions(List.of("local-network-access")))
                .newPage();
        page.route(
                origin + "/**",
                route -> route.fulfill(new FulfillOptions()
                        .setPath(WebFolder.FOLDER.resolve(
                                URI.create(route.request().url()).getPath().substring(1)))));
        Session session = tenant.login(person);
        page.exposeFunction("ticket", arguments -> ticket(session));
        page.navigate(origin + "/test/page.html");
        page.evaluate("import('./support/device.js')");
        return page;
    }

    private String ticket(Session session) {
        Headers headers =
                Headers.of("Authorization", "Bearer " + session.token()).with("Origin", origin);
        try {
            return session.transport()
                    .send(new HttpRequest("POST", "/acme/signaling/tickets", headers, Bytes.empty(), "127.0.0.1"))
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

    private static void enter(Page page, Person person) {
        Object device = page.evaluate(
                "options => device.start(options)",
                Map.of(
                        "pkcs8",
                        person.identity().signing().pkcs8().toBase64(),
                        "spki",
                        spki(person).toBase64(),
                        "active",
                        List.of(deviceId(Person.ALICE), deviceId(Person.BOB)),
                        "room",
                        "db:notes"));
        assertThat(device).isEqualTo(deviceId(person));
    }

    private void meet() {
        enter(alice, Person.ALICE);
        enter(bob, Person.BOB);
        alice.evaluate("device.says('hello')");
        assertThat(bob.evaluate("device.hears()")).isEqualTo(deviceId(Person.ALICE) + ": hello");
    }

    @Test
    void twoBrowsersTalkToTheDeviceThatTheyThinkTheyDo() {
        meet();
        bob.evaluate("device.says('hello to you')");
        assertThat(alice.evaluate("device.hears()")).isEqualTo(deviceId(Person.BOB) + ": hello to you");
    }

    @Test
    void aNewConnectionToSignalingFindsThemAgain() {
        meet();
        alice.evaluate("device.renew()");
        alice.evaluate("device.becomes('open')");
        alice.evaluate("device.says('still here')");
        assertThat(bob.evaluate("device.hears()")).isEqualTo(deviceId(Person.ALICE) + ": still here");
    }

    @Test
    void whoIsRevokedIsToldAndLeavesItsPeers() {
        meet();
        tenant.revokeBob();
        bob.evaluate("device.becomes('revoked')");
        bob.evaluate("device.isAlone()");
        alice.evaluate("device.isAlone()");
    }
}
