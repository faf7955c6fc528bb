package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HopTest {
    private final TestEntries entries = Person.ALICE.entries(5);

    private ArrivedEntry entry() {
        return entries.docCreate(entries.newDocId());
    }

    private static Answer scan(StoreClient notes) {
        return notes.call("scanEntriesSince");
    }

    private static HopOptions with(HopOptions options, Set<DatabaseId> databases, boolean readOnly) {
        return new HopOptions(
                options.upstream(),
                options.mode(),
                options.directoryAge(),
                options.directoryOffline(),
                databases,
                readOnly,
                options.registers(),
                options.cacheBytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSTHROUGH", "CACHE"})
    void aPushThroughAHopIsAnsweredWithTheReceiptsOfTheOriginAndReadTheSameAtBoth(HopMode mode) {
        try (HopLab lab = new HopLab(mode)) {
            StoreClient here = lab.atHop.login(Person.ALICE).docs("notes");
            StoreClient there = lab.atOrigin.login(Person.ALICE).docs("notes");
            ArrivedEntry first = entry();
            ArrivedEntry second = entry();
            there.putBinary(List.of(first)).ok();

            Answer pushed = here.putBinary(List.of(second, first)).ok();

            assertThat(pushed.json())
                    .isEqualTo(there.putBinary(List.of(second, first)).ok().json());
            assertThat(scan(here).json()).isEqualTo(scan(there).json());
            assertThat(here.call("getStoreHead").json())
                    .isEqualTo(there.call("getStoreHead").json());
            assertThat(here.pullBinary(List.of(first.id(), second.id())))
                    .isEqualTo(there.pullBinary(List.of(first.id(), second.id())))
                    .containsEntry(second.id(), second.payload());
        }
    }

    @Test
    void whileTheOriginIsAwayACacheAnswersWhatItHasSeenAndAPassthroughNothing() {
        try (HopLab lab = new HopLab(HopMode.CACHE)) {
            StoreClient here = lab.atHop.login(Person.ALICE).docs("notes");
            ArrivedEntry seen = entry();
            here.putBinary(List.of(seen)).ok();
            var page = scan(here).ok().json();
            ArrivedEntry unseen = entry();
            lab.atOrigin
                    .login(Person.ALICE)
                    .docs("notes")
                    .putBinary(List.of(unseen))
                    .ok();

            lab.link.cut();

            assertThat(scan(here).ok().json()).isEqualTo(page);
            assertThat(here.pullBinary(List.of(seen.id()))).containsEntry(seen.id(), seen.payload());
            assertThat(lab.atHop.login(Person.BOB).docs("notes").pullBinary(List.of(seen.id())))
                    .hasSize(1);
            assertThat(here.call("getEntriesBinary", StoreClient.withIds(List.of(unseen.id())))
                            .status())
                    .isEqualTo(503);
            assertThat(here.putBinary(List.of(entry())).status()).isEqualTo(503);
            lab.link.mend();
            assertThat(scan(here).ok().json()).isNotEqualTo(page);
        }
        try (HopLab lab = new HopLab(HopMode.PASSTHROUGH)) {
            StoreClient here = lab.atHop.login(Person.ALICE).docs("notes");
            here.putBinary(List.of(entry())).ok();
            lab.link.cut();

            lab.hop.advance(Duration.ofSeconds(6));

            for (Answer refused :
                    List.of(scan(here), here.call("getEntriesBinary", StoreClient.withIds(List.of("any"))))) {
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.headers().first("Retry-After")).contains("1");
            }
        }
    }

    @Test
    void twentyClientsThatPullTheSameEntriesThroughACacheCostTheOriginOneTransfer() {
        try (HopLab lab = new HopLab(HopMode.CACHE)) {
            List<ArrivedEntry> many = Stream.generate(this::entry).limit(50).toList();
            lab.atOrigin.login(Person.ALICE).docs("notes").putBinary(many).ok();
            List<String> ids = many.stream().map(ArrivedEntry::id).toList();
            lab.atHop.login(Person.BOB); // which pulls the directory
            lab.link.requests();

            for (int client = 0; client < 20; client++) {
                assertThat(lab.atHop.login(Person.BOB).docs("notes").pullBinary(ids))
                        .hasSize(50);
            }

            assertThat(lab.link.requests())
                    .filteredOn(request -> request.contains("getEntries"))
                    .hasSize(1);
        }
    }

    @Test
    void aRevocationAtTheOriginCountsAtTheHopForWritesAtOnceAndForReadsAfterTheAllowedAge() {
        try (HopLab lab = new HopLab(HopMode.CACHE)) {
            StoreClient bob = lab.atHop.login(Person.BOB).docs("notes");
            scan(bob).ok();
            lab.atOrigin.revokeBob();

            assertThat(scan(bob).status()).as("within the age").isEqualTo(200);
            Answer push = bob.putBinary(List.of(Person.BOB.entries(3).docCreate("x")));

            assertThat(push.status()).isEqualTo(401);
            assertThat(scan(bob).status()).as("the directory is known now").isEqualTo(401);
        }
        try (HopLab lab = new HopLab(HopMode.CACHE)) {
            StoreClient bob = lab.atHop.login(Person.BOB).docs("notes");
            scan(bob).ok();
            lab.atOrigin.revokeBob();

            lab.hop.advance(HopLab.AGE.plusSeconds(1));

            assertThat(scan(bob).status()).isEqualTo(401);
        }
    }

    @Test
    void aDirectoryThatCouldNotBeLookedAtForTooLongLetsNobodyIn() {
        try (HopLab lab = new HopLab(HopMode.CACHE)) {
            StoreClient bob = lab.atHop.login(Person.BOB).docs("notes");
            scan(bob).ok();
            lab.link.cut();

            lab.hop.advance(HopLab.OFFLINE.minusMinutes(1));
            assertThat(scan(lab.atHop.login(Person.BOB).docs("notes")).status()).isEqualTo(200);
            lab.hop.advance(Duration.ofMinutes(2));

            assertThat(scan(bob).status()).isEqualTo(503);
        }
    }

    @Test
    void aTenantThatTheOriginDoesNotShowIsA502ThatNamesTheMatterAndNotA403() {
        try (HopLab lab = new HopLab(HopMode.PASSTHROUGH)) {
            lab.atOrigin
                    .operator("DELETE", "/system/trusted-servers/cn%3Dhop", WireEntries.object())
                    .ok();

            Answer challenge = lab.atHop.auth(
                    "challenge",
                    WireEntries.object()
                            .put("username", Person.BOB.username())
                            .put("signingPublicKey", Person.BOB.signingPem()));

            assertThat(challenge.status()).isEqualTo(502);
            assertThat(challenge.error()).contains("trust this node");
        }
    }

    @Test
    void aHopMayAllowFewerDatabasesAndNoWrites() {
        try (HopLab lab =
                new HopLab(HopMode.PASSTHROUGH, options -> with(options, Set.of(new DatabaseId("notes")), true))) {
            Session alice = lab.atHop.login(Person.ALICE);

            assertThat(scan(alice.docs("notes")).status()).isEqualTo(200);
            assertThat(scan(alice.docs("directory")).status()).isEqualTo(200);
            assertThat(scan(alice.docs("tasks")).status()).isEqualTo(403);
            assertThat(alice.docs("notes").putBinary(List.of(entry())).status()).isEqualTo(403);
        }
    }

    @Test
    void aLoopAndAChainThatIsTooLongAreRefused() {
        try (HopLab lab = new HopLab(HopMode.PASSTHROUGH)) {
            NodeTransport toFirst = new NodeTransport(lab.hop);
            HopOptions options = new HopOptions(
                    URI.create(toFirst.remote()),
                    HopMode.PASSTHROUGH,
                    HopLab.AGE,
                    HopLab.OFFLINE,
                    Set.of(),
                    false,
                    false,
                    Long.MAX_VALUE);
            try (TestNode second = HopLab.behind(toFirst, options)) {
                TestTenant tenant = TestTenant.register(second, TestTenant.RECORDED);
                Answer looped = tenant.auth(
                        "challenge",
                        WireEntries.object()
                                .put("username", Person.BOB.username())
                                .put("signingPublicKey", Person.BOB.signingPem()));

                // Both hops have the same keys here, so the request comes back to where it has been.
                assertThat(looped.status()).isEqualTo(508);
                assertThat(looped.error()).contains("its upstreams form a loop");
            }
        }
    }

    @Test
    void whatTheOriginRejectsOfAPushIsRejectedHereInItsWords() {
        try (HopLab lab = new HopLab(HopMode.PASSTHROUGH)) {
            Session alice = lab.atHop.login(Person.ALICE);
            ArrivedEntry good = entry();

            Answer answer = alice.docs("notes")
                    .putBinary(List.of(good, Person.MALLORY.entries(9).docCreate("of_nobody")))
                    .ok();

            assertThat(answer.json().get("rejected")).hasSize(1);
            assertThat(lab.atOrigin.login(Person.BOB).docs("notes").pullBinary(List.of(good.id())))
                    .hasSize(1);
        }
    }
}
