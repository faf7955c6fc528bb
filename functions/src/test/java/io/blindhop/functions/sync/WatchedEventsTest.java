package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.hop.HopLab;
import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Event streams of a hop about pushes behind it, on a clock that stands still. */
@Timeout(60)
class WatchedEventsTest {
    private static final DatabaseId NOTES = new DatabaseId("notes");
    private static final Duration PERIOD = HopOptions.WATCH_EVERY;

    private final TestEntries entries = Person.ALICE.entries(8);
    private HopLab lab;
    private WatchedChanges feed;

    private void open(HopMode mode) {
        lab = new HopLab(mode);
        feed = new WatchedChanges(lab.hop.services().stores().watch().orElseThrow());
        lab.atHop.login(Person.ALICE).docs("notes").head();
    }

    @AfterEach
    void stop() {
        feed.close();
        lab.close();
    }

    private ChangeFeed.Subscription stream(DatabaseId dbId) {
        Tenant tenant = lab.hop.tenant(TestTenant.RECORDED);
        return feed.subscribe(
                tenant,
                StoreKind.DOCS,
                dbId,
                () -> lab.hop
                        .services()
                        .stores()
                        .open(tenant, dbId, StoreKind.DOCS, PutGuard.NONE, PutAccount.NONE, Via.NONE)
                        .head());
    }

    private void push(TestTenant by, String dbId) {
        by.login(Person.ALICE)
                .docs(dbId)
                .putBinary(List.of(entries.docCreate(entries.newDocId())))
                .ok();
    }

    private static Optional<StoreHead> next(ChangeFeed.Subscription stream) throws InterruptedException {
        return stream.next(Duration.ZERO).map(ChangeFeed.Change::head);
    }

    private StoreHead head(TestTenant by) {
        var head = by.login(Person.ALICE).docs("notes").head();
        return new StoreHead(
                head.get("epoch").asText(), head.get("maxReceiptOrder").asLong());
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSTHROUGH", "CACHE"})
    void aPushBehindTheHopIsToldOnceToEveryStreamAndCostsOneRequestInAPeriod(HopMode mode) throws Exception {
        open(mode);
        try (var first = stream(NOTES);
                var second = stream(NOTES);
                var elsewhere = stream(new DatabaseId("elsewhere"))) {
            push(lab.atOrigin, "notes");
            StoreHead head = head(lab.atOrigin);
            lab.link.requests();
            assertThat(next(first)).as("within the period").isEmpty();
            assertThat(lab.link.requests()).isEmpty();
            lab.hop.advance(PERIOD);

            assertThat(next(first)).contains(head);
            assertThat(next(second)).contains(head);
            assertThat(next(first)).isEmpty();
            assertThat(next(second)).isEmpty();

            assertThat(lab.link.requests()).containsExactly("POST /itopgolden/sync/docs/getStoreHead");
            assertThat(next(elsewhere)).as("streams hear of every database").contains(head);
        }
    }

    @Test
    void whatIsPushedThroughTheHopIsToldAtOnceAndNotAgain() throws Exception {
        open(HopMode.PASSTHROUGH);
        try (var stream = stream(NOTES)) {
            feed.pushed(lab.hop.tenant(TestTenant.RECORDED), NOTES, StoreKind.DOCS, () -> new StoreHead("e", 7));
            assertThat(next(stream)).contains(new StoreHead("e", 7));
            feed.pushed(
                    lab.hop.tenant(TestTenant.RECORDED),
                    new DatabaseId("other"),
                    StoreKind.DOCS,
                    () -> new StoreHead("e", 1));

            assertThat(next(stream)).as("to another database").contains(new StoreHead("e", 1));
        }
        try (var stream = stream(NOTES)) {
            push(lab.atOrigin, "notes");
            StoreHead head = head(lab.atOrigin);
            feed.pushed(lab.hop.tenant(TestTenant.RECORDED), NOTES, StoreKind.DOCS, () -> head);
            assertThat(next(stream)).contains(head);
            lab.hop.advance(PERIOD);

            assertThat(next(stream)).isEmpty();
        }
    }

    @Test
    void whileTheOriginIsAwayThereIsNothingAndWhatChangedMeanwhileIsToldWhenItIsBack() throws Exception {
        open(HopMode.PASSTHROUGH);
        try (var stream = stream(NOTES)) {
            lab.link.cut();
            lab.hop.advance(PERIOD);
            assertThat(next(stream)).isEmpty();
            push(lab.atOrigin, "notes");
            lab.hop.advance(PERIOD);
            assertThat(next(stream)).isEmpty();
            lab.link.mend();
            assertThat(next(stream)).as("within the period").isEmpty();
            lab.hop.advance(PERIOD);

            assertThat(next(stream)).contains(head(lab.atOrigin));
        }
    }

    @Test
    void aStreamThatBeganWhileTheOriginWasAwayIsToldTheHeadWithWhichItComesBack() throws Exception {
        open(HopMode.PASSTHROUGH);
        push(lab.atOrigin, "notes");
        lab.link.cut();
        try (var stream = stream(NOTES)) {
            lab.link.mend();
            lab.hop.advance(PERIOD);

            assertThat(next(stream)).contains(head(lab.atOrigin));
        }
    }

    @Test
    void anotherTenantHearsNothing() throws Exception {
        open(HopMode.PASSTHROUGH);
        TestTenant.register(lab.hop, "other");
        try (var other = feed.subscribe(
                        lab.hop.tenant("other"), StoreKind.DOCS, NOTES, () -> new StoreHead("other", 0));
                var stream = stream(NOTES)) {
            push(lab.atOrigin, "notes");
            lab.hop.advance(PERIOD);

            assertThat(next(stream)).isPresent();
            assertThat(next(other)).isEmpty();
        }
    }

    @Test
    void whoMayNoLongerOpenTheStoreDoesNotKeepOthersFromHearingOfIt() throws Exception {
        open(HopMode.PASSTHROUGH);
        try (var refused = feed.subscribe(lab.hop.tenant(TestTenant.RECORDED), StoreKind.DOCS, NOTES, () -> {
            throw new HttpError(403, "closed");
        })) {
            push(lab.atOrigin, "notes");
            lab.hop.advance(PERIOD);
            assertThat(next(refused)).as("nobody else listens").isEmpty();
            try (var stream = stream(NOTES)) {
                lab.hop.advance(PERIOD);
                assertThat(next(stream)).contains(head(lab.atOrigin));
            }
        }
    }

    @Test
    void aStoreOfWhichNobodyWantsToHearIsNotWatched() throws Exception {
        open(HopMode.PASSTHROUGH);
        stream(NOTES).close();
        try (var elsewhere = stream(new DatabaseId("elsewhere"))) {
            push(lab.atOrigin, "notes");
            lab.link.requests();
            lab.hop.advance(PERIOD);

            assertThat(next(elsewhere)).isEmpty();
            assertThat(lab.link.requests()).hasSize(1);
        }
        assertThat(feed.isObserved(lab.hop.tenant(TestTenant.RECORDED), NOTES, StoreKind.DOCS))
                .isFalse();
    }

    @Test
    void aClientOfAHopIsOfferedEventsAndHearsOfAPushThroughIt() throws Exception {
        open(HopMode.PASSTHROUGH);
        Session bob = lab.atHop.login(Person.BOB);
        assertThat(bob.docs("notes").capabilities().get("supportsChangeEvents").asBoolean())
                .isTrue();
        StreamingTransport.Arriving answer = lab.hop.open(new HttpRequest(
                "GET",
                "/itopgolden/sync/docs/events?dbId=notes",
                Headers.of("Authorization", "Bearer " + bob.token()),
                Bytes.empty(),
                "127.0.0.1"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: hello");
            lines.readLine();
            lines.readLine();
            push(lab.atHop, "notes");

            assertThat(lines.readLine()).isEqualTo("event: change");
            assertThat(lines.readLine())
                    .startsWith("data: {\"dbId\":\"notes\",\"storeKind\":\"docs\"")
                    .contains(head(lab.atOrigin).epoch());
        }
    }
}
