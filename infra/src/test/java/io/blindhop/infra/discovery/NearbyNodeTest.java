package io.blindhop.infra.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearbyNodeTest {
    private static final String KEY = "85:34:7b:3d:10:3b:b1:2e";

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<NearbyNode> heard(int port, Map<String, String> said) {
        return NearbyNode.heard("office", List.of(address("192.0.2.1")), port, said);
    }

    @Test
    void whatAServerSaysIsWhatIsHeard() {
        NearbyNode server = NearbyNode.ofServer(List.of(address("192.0.2.1")), 8080, KEY);

        assertThat(server.name()).isEqualTo("blindhop-85347b3d");
        assertThat(server.says()).isEqualTo(Map.of("path", "/", "tls", "0", "key", KEY));
        assertThat(NearbyNode.heard(server.name(), server.addresses(), server.port(), server.says()))
                .contains(server);
    }

    @Test
    void theUrlIsThatOfTheFirstAddress() {
        assertThat(NearbyNode.ofServer(List.of(address("192.0.2.1"), address("192.0.2.2")), 8080, KEY)
                        .url())
                .hasToString("http://192.0.2.1:8080");
        assertThat(NearbyNode.ofServer(List.of(address("2001:db8::1")), 8080, KEY)
                        .url())
                .hasToString("http://[2001:db8:0:0:0:0:0:1]:8080");
        assertThat(heard(8443, Map.of("tls", "1", "path", "/sync")).map(NearbyNode::url))
                .hasValueSatisfying(url -> assertThat(url).hasToString("https://192.0.2.1:8443/sync"));
    }

    @Test
    void whatIsNoPlaceToAskIsNotHeard() {
        assertThat(heard(0, Map.of())).isEmpty();
        assertThat(heard(70_000, Map.of())).isEmpty();
        assertThat(NearbyNode.heard("office", List.of(), 8080, Map.of())).isEmpty();
        for (String path : List.of("", "sync", "//evil.example@/\u001b[2J", "/?q", "/" + "x".repeat(300))) {
            assertThat(heard(8080, Map.of("path", path))).as(path).isEmpty();
        }
        assertThat(heard(8080, Map.of("key", "\u001b[2J"))).map(NearbyNode::key).contains(Optional.empty());
    }

    @Test
    void aServerThatListensOnThisMachineOnlyIsOnNoNetwork() throws IOException {
        assertThat(Networks.addresses("127.0.0.1")).isEmpty();
        assertThat(Networks.addresses("localhost")).isEmpty();
        assertThat(Networks.addresses("192.0.2.55")).containsExactly(address("192.0.2.55"));
        assertThat(Networks.addresses("0.0.0.0"))
                .isEqualTo(Networks.addresses())
                .noneMatch(InetAddress::isLoopbackAddress);
    }
}
