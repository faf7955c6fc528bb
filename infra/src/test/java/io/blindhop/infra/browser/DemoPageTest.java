package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.settings.SignalingVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people meet on the demo page, through real signaling and over real WebRTC. */
@InChromium
class DemoPageTest {
    private static final NewContextOptions LAPTOP = new NewContextOptions().setViewportSize(1100, 720);
    private static final NewContextOptions PHONE =
            new NewContextOptions().setViewportSize(360, 640).setHasTouch(true).setColorScheme(ColorScheme.DARK);

    @TempDir
    private Path data;

    private DemoServer server;
    private TestTenant tenant;

    @BeforeEach
    void start() throws IOException {
        server = new DemoServer(data);
        tenant = server.tenant("acme").grant(Person.BOB);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void entriesOfBothFlowBothWaysAndTheCountersAreEqual(Browser browser) {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice");
                DemoVisitor bob = new DemoVisitor(browser, LAPTOP, "bob")) {
            for (DemoVisitor visitor : List.of(alice, bob)) {
                visitor.page.navigate(server.url("/demo/"));
                visitor.signIn();
                visitor.button("Make 10 test entries").click();
                visitor.hasEntries(10);
            }
            bob.button("Make 10 test entries").click();
            bob.hasEntries(20);
            alice.button("Connect").click();
            bob.button("Connect").click();
            alice.hasEntries(30);
            bob.hasEntries(30);
            alice.sees("● Connected");
            alice.sees(Person.BOB.username());
            bob.sees(Person.ALICE.username());

            alice.button("Make 10 test entries").click();
            bob.hasEntries(40);
            alice.hasEntries(40);
            alice.exchanged(20, 20);
            bob.exchanged(20, 20);
            Screenshot.keep(alice.page, "demo");
            alice.saysNothingOnTheConsole();
            bob.saysNothingOnTheConsole();
        }
    }

    /** The second device gets everything from the code but its file and its password. */
    @Test
    void aPhoneThatScansTheCodeIsInTheRoomByKeyboardAlone(Browser browser) throws Exception {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice");
                DemoVisitor bob = new DemoVisitor(browser, PHONE, "bob")) {
            alice.page.navigate(server.url("/demo/"));
            alice.signIn();
            alice.button("Make 10 test entries").click();
            alice.button("Connect").click();
            alice.sees("In the room");
            String link = Screenshot.qrCodeIn(alice.page);
            assertThat(link).isEqualTo(alice.page.locator("#link").inputValue());

            bob.page.navigate(link);
            bob.sees("invites you to database demo of tenant acme");
            assertThat(bob.page.getByLabel("Tenant").isVisible()).isFalse();
            // How a file is chosen is up to the system; only that cannot be done with keys here.
            bob.page.getByLabel("Identity file").setInputFiles(bob.identityFile());
            bob.tabTo("password");
            bob.page.keyboard().type(bob.password());
            bob.page.keyboard().press("Enter");
            bob.page.waitForFunction("() => document.activeElement.id === 'device-title'");
            bob.tabTo("connect");
            bob.page.keyboard().press("Space");
            bob.hasEntries(10);
            bob.sees("invited you");
            bob.sees(Person.ALICE.username());
            bob.tabTo("write");
            bob.page.keyboard().press("Enter");
            alice.hasEntries(20);
            assertThat(bob.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing is wider than the phone")
                    .isEqualTo(true);
            Screenshot.keep(bob.page, "phone");
            bob.saysNothingOnTheConsole();
        }
    }

    @Test
    void whoIsRevokedIsOutAtOnce(Browser browser) {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice");
                DemoVisitor bob = new DemoVisitor(browser, LAPTOP, "bob")) {
            for (DemoVisitor visitor : List.of(alice, bob)) {
                visitor.page.navigate(server.url("/demo/"));
                visitor.signIn();
                visitor.button("Connect").click();
            }
            alice.sees("● Connected");
            bob.sees("● Connected");
            tenant.revokeBob();
            bob.sees("This device may no longer use the tenant.");
            alice.page.waitForFunction("() => document.querySelector('.peer.open') === null");
            alice.button("Make 10 test entries").click();
            alice.hasEntries(10);
            bob.hasEntries(0);
        }
    }

    @Test
    void entriesGoToTheServerAndComeFromThere(Browser browser) {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice");
                DemoVisitor bob = new DemoVisitor(browser, LAPTOP, "bob")) {
            alice.page.navigate(server.url("/demo/"));
            alice.signIn();
            alice.button("Make 10 test entries").click();
            alice.hasEntries(10);
            alice.button("Sync with the server").click();
            alice.sees("0 received from the server, 10 sent.");
            bob.page.navigate(server.url("/demo/"));
            bob.signIn();
            bob.button("Sync with the server").click();
            bob.sees("10 received from the server, 0 sent.");
            bob.hasEntries(10);
        }
    }

    @Test
    void whatIsWrongIsSaidInWords(Browser browser) {
        try (DemoVisitor mallory = new DemoVisitor(browser, LAPTOP, "mallory")) {
            mallory.page.navigate(server.url("/demo/#t=acme&d=demo&r=db:demo&k=short&a=short"));
            mallory.sees("This invitation is damaged.");
            mallory.page.navigate(server.url("/demo/?"));
            mallory.fillIn("wrong");
            mallory.sees("The password is wrong, or the identity file was changed.");
            mallory.fillIn(mallory.password());
            mallory.sees("This identity is in no tenant of this server, or its access was taken away.");
        }
    }

    @Test
    void aServerThatNamesAnotherAdministratorThanTheInvitationIsNotBelieved(Browser browser) {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice")) {
            String somebody = "A".repeat(43);
            alice.page.navigate(server.url("/demo/#t=acme&d=demo&r=db:demo&k=" + somebody + "&a=" + somebody));
            alice.fillIn(alice.password());
            alice.sees("The server names another administrator of tenant acme than your invitation does.");
            assertThat(alice.page.locator("#room").isVisible()).isFalse();
        }
    }

    @Test
    void anIdentityFileThatIsKeptNeedsOnlyItsPasswordTheNextTime(Browser browser) {
        try (DemoVisitor alice = new DemoVisitor(browser, LAPTOP, "alice")) {
            alice.page.navigate(server.url("/demo/"));
            alice.page.getByLabel("Keep the file").check();
            alice.signIn();
            alice.button("Make 10 test entries").click();
            alice.hasEntries(10);
            alice.page.reload();
            alice.page.getByLabel("Password of the identity").fill(alice.password());
            alice.page.keyboard().press("Enter");
            alice.sees("Signed in as");
            alice.hasEntries(10);
            alice.page.reload();
            alice.button("Use another identity file").click();
            assertThat(alice.page.getByLabel("Identity file").isVisible()).isTrue();
        }
    }

    @Test
    void aServerWithoutSignalingHasNoPage(Browser browser) throws IOException {
        Map<String, String> off = Map.of(SignalingVariables.URL, "off");
        try (DemoServer without = new DemoServer(data.resolve("without"), off);
                Page page = browser.newPage()) {
            assertThat(page.navigate(without.url("/demo/")).status()).isEqualTo(404);
            assertThat(page.navigate(server.url("/demo/")).status()).isEqualTo(200);
        }
    }
}
