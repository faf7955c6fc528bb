package io.blindhop.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.signaling.fixture.Lab;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.store.s3.calls.Backoff;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The client of the SDK against a server that speaks the management API. */
class ManagedConnectionsTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";
    private static final String TEXT = "{\"type\":\"pong\",\"re\":\"\u00e9\ud83d\ude00\"}";

    private final ManagementApi api = new ManagementApi();
    private final ManagedConnections connections = connections(api.endpoint(), TimeLeft.UNLIMITED);

    ManagedConnectionsTest() throws IOException {}

    private static ManagedConnections connections(URI endpoint, TimeLeft timeLeft) {
        Backoff backoff = Backoff.standard(timeLeft, new Random(7), wait -> {});
        return new ManagedConnections(ManagementClients.builder(backoff, endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aMessageIsPostedToTheStageAsItIs() throws ConnectionGoneException {
        connections.post(ID, TEXT);
        assertThat(api.requests()).containsExactly("POST " + ID + " " + TEXT);
    }

    @Test
    void aConnectionIsClosed() {
        connections.close(ID);
        assertThat(api.requests()).containsExactly("DELETE " + ID);
    }

    @Test
    void whoIsGoneIsToldOfByPostAndNotByClose() {
        api.answer(ID, 410, 410);
        assertThatThrownBy(() -> connections.post(ID, TEXT)).isInstanceOf(ConnectionGoneException.class);
        connections.close(ID);
        assertThat(api.requests()).as("nothing is tried again").hasSize(2);
    }

    @Test
    void whatIsTooLargeIsAMistakeOfOurs() {
        api.answer(ID, 413);
        assertThatThrownBy(() -> connections.post(ID, TEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large")
                .hasMessageNotContaining("pong");
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aPermissionThatIsMissingIsUnavailableAtOnce() {
        api.answer(ID, 403);
        assertThatThrownBy(() -> connections.post(ID, TEXT)).isInstanceOf(StoreUnavailableException.class);
        assertThat(api.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whatPassesIsTriedAgain(int status) throws ConnectionGoneException {
        api.answer(ID, status, status, 200, status);
        connections.post(ID, TEXT);
        assertThat(api.requests()).hasSize(3);
        connections.close(ID);
        assertThat(api.requests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void whatDoesNotPassIsUnavailableAfterFourTries(int status) {
        api.answer(ID, Collections.nCopies(20, status).toArray(Integer[]::new));
        assertThatThrownBy(() -> connections.post(ID, TEXT)).isInstanceOf(StoreUnavailableException.class);
        assertThat(api.requests()).hasSize(4);
        assertThatThrownBy(() -> connections.close(ID)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRefusalThatNobodyExpectedIsNoReasonToTryAgain() {
        api.answer(ID, 400);
        assertThatThrownBy(() -> connections.post(ID, TEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400");
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForLongerThanTheInvocationLasts() {
        api.answer(ID, ManagementApi.SILENCE, ManagementApi.SILENCE, ManagementApi.SILENCE, ManagementApi.SILENCE);
        ManagedConnections hurried = connections(api.endpoint(), () -> Backoff.RESERVE.plus(Duration.ofMillis(200)));
        assertThatThrownBy(() -> hurried.post(ID, TEXT)).isInstanceOf(StoreUnavailableException.class);
        ManagedConnections late = connections(api.endpoint(), () -> Backoff.RESERVE);
        int before = api.requests().size();
        assertThatThrownBy(() -> late.post(ID, TEXT)).isInstanceOf(StoreUnavailableException.class);
        assertThat(api.requests()).hasSize(before);
    }

    @Test
    void whereNobodyListensNothingIsPosted() {
        URI endpoint = api.endpoint();
        api.close();
        assertThatThrownBy(() -> connections(endpoint, TimeLeft.UNLIMITED).post(ID, TEXT))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aConnectionThatTurnsOutToBeGoneIsRemovedAndItsRoomIsTold() {
        Lab lab = new Lab(connections);
        Lab.Client alice = lab.connected(Lab.ACME, Lab.ALICE);
        Lab.Client bob = lab.connected(Lab.ACME, Lab.BOB);
        for (Lab.Client client : new Lab.Client[] {alice, bob}) {
            client.say("{'type':'hello','session':'" + client.session() + "'}").join("hall");
        }
        long rows = lab.rows().size();
        api.answer(bob.connectionId(), 410);

        lab.connected(Lab.ACME, Lab.CAROL)
                .say("{'type':'hello','session':'oaGhoaGhoaGhoaGhoaGhoQ'}")
                .join("hall");

        assertThat(api.requests())
                .filteredOn(request -> request.startsWith("POST " + alice.connectionId()))
                .anyMatch(request -> request.contains("peer-left"));
        assertThat(lab.rows()).as("Carol has come, Bob has left").hasSize((int) rows);
        assertThat(lab.rows()).noneMatch(row -> row.toString().contains(bob.connectionId()));
    }
}
