package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.replica.SyncServerPeers;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.wire.SyncServer;
import io.blindhop.store.dynamo.tenant.SyncServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code trigger-sync}, and what is not called by it. */
class SyncNowTest {
    private static final String TENANT = "/system/tenants/" + TestTenant.RECORDED;

    private static TestNode node(boolean insecure) {
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.empty(),
                EventMode.OFF,
                Set.of(),
                LimitOptions.OFF,
                new OperatorOptions(AddressList.ANY, insecure, Duration.ofDays(1))));
    }

    private static Answer trigger(TestTenant tenant) {
        return tenant.operator("POST", TENANT + "/trigger-sync", WireEntries.object());
    }

    @Test
    @Timeout(60)
    void whileASyncOfATenantRunsAnotherOneIsRefusedAndAfterwardsNotAnyMore() throws Exception {
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (TestNode node = node(true)) {
            TestTenant tenant = node.register(TestTenant.RECORDED);
            ObjectNode server = WireEntries.object()
                    .put("name", "CN=other")
                    .put("url", "http://127.0.0.1:" + silent.getLocalPort());
            server.putArray("databases").add("directory");
            tenant.operator("POST", TENANT + "/sync-servers", server).ok();
            CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> trigger(tenant));
            try (Socket asked = silent.accept()) {
                assertThat(asked.isConnected()).isTrue();
                Answer second = trigger(tenant);

                assertThat(second.status()).isEqualTo(409);
                assertThat(second.error()).contains(TestTenant.RECORDED, "is running");
            } finally {
                silent.close();
            }
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(502);
            assertThat(trigger(tenant).status()).as("it is over").isEqualTo(502);
        }
    }

    @Test
    void aServerWithoutTlsThatAnotherSettingAllowedIsNotCalled() throws IOException {
        SyncServer plain = new SyncServer(
                "CN=other", "http://sync.example.com", OptionalLong.empty(), List.of(new DatabaseId("directory")));
        for (boolean insecure : List.of(true, false)) {
            try (TestNode node = node(insecure)) {
                node.register(TestTenant.RECORDED);
                var tenant = node.tenant(TestTenant.RECORDED);
                new SyncServers(node.services().storage().table(), tenant).put(plain);
                try (SyncServerPeers peers = new SyncServerPeers(node.services())) {
                    assertThat(peers.of(tenant)).hasSize(insecure ? 1 : 0);
                }
            }
        }
    }
}
