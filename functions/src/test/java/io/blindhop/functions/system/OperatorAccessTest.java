package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the configuration of a node opens and closes for operators. */
class OperatorAccessTest {
    private static TestNode node(OperatorOptions operator) {
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT, OptionalLong.empty(), EventMode.IN_PROCESS, Set.of(), LimitOptions.OFF, operator));
    }

    @Test
    void aNodeForTestsTakesAnyHost() {
        try (TestNode node = node(new OperatorOptions(AddressList.ANY, true, Duration.ofDays(1)))) {
            TestTenant tenant = node.register(TestTenant.RECORDED);
            ObjectNode remote = WireEntries.object().put("name", "CN=other").put("url", "http://127.0.0.1:8080");
            remote.putArray("databases").add("directory").add("notes");
            String target = "/system/tenants/" + TestTenant.RECORDED + "/sync-servers";
            assertThat(tenant.operator("POST", target, remote).status()).isEqualTo(201);
        }
    }

    @Test
    void operatorRoutesAreClosedToOtherAddresses() throws IOException {
        AddressList office = AddressList.parse("127.0.0.0/8, 2001:db8::/32");
        try (TestNode node = node(new OperatorOptions(office, false, Duration.ofDays(1)))) {
            String login = node.register(TestTenant.RECORDED).systemLogin(Person.SYSADMIN);
            for (String address : List.of("127.0.0.1", "::ffff:127.9.9.9", "2001:db8::7")) {
                assertThat(statusFrom(node, login, address)).as(address).isEqualTo(200);
            }
            for (String address : List.of("128.0.0.1", "2001:db9::7", "not an address")) {
                assertThat(statusFrom(node, login, address)).as(address).isEqualTo(403);
            }
        }
    }

    private static int statusFrom(TestNode node, String login, String address) throws IOException {
        Headers headers = Headers.of("Authorization", "Bearer " + login);
        return node.send(new HttpRequest("GET", "/system/tenants", headers, Bytes.empty(), address))
                .status();
    }
}
