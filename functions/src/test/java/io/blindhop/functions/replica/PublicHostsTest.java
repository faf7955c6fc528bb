package io.blindhop.functions.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHostsTest {
    private static final String HOST = "sync.example.com";
    private static final Request REQUEST = Request.get("/health");
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

    private final List<Request> sent = new ArrayList<>();
    private final NetworkTransport transport = new NetworkTransport() {
        @Override
        public Answer send(Request request, TimeLeft timeLeft) {
            sent.add(request);
            return new Answer(200, name -> Optional.empty(), InputStream.nullInputStream());
        }

        @Override
        public String remote() {
            return "https://" + HOST;
        }

        @Override
        public void close() {}
    };

    private void send(InetAddress... addresses) {
        new PublicHosts(transport, HOST, host -> addresses)
                .send(REQUEST, TimeLeft.UNLIMITED)
                .close();
    }

    private void assertNotCalled(InetAddress... addresses) {
        assertThatThrownBy(() -> send(addresses))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining(HOST)
                .hasMessageContaining("is not called");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.0.1",
                "169.254.169.254", // the metadata of a machine at AWS
                "169.254.170.2", // the credentials of a container at AWS
                "100.100.100.200",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fe80::1%1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254", // the metadata of a machine at AWS
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2001:0:53aa:64c::1",
                "2002:a9fe:a9fe::1"
            })
    void aNameThatStandsForSuchAnAddressIsNotCalled(String address) {
        assertNotCalled(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7f000001", "a9fea9fe", "0a000001", "c0a80101"})
    void noMoreIsAnIpv4AddressInsideAnIpv6OneThatStaysWrittenAsSuch(String ipv4) throws UnknownHostException {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff" + ipv4);

        assertNotCalled(Inet6Address.getByAddress(HOST, mapped, -1));
    }

    @Test
    void oneSuchAddressAmongPublicOnesIsEnough() {
        assertNotCalled(PUBLIC, InetAddress.ofLiteral("2600::1"), InetAddress.ofLiteral("10.0.0.1"));
    }

    @Test
    void aPublicHostIsCalled() {
        send(PUBLIC, InetAddress.ofLiteral("2600::1"), InetAddress.ofLiteral("172.32.0.1"));

        assertThat(sent).containsExactly(REQUEST);
    }

    @Test
    void theNameIsLookedUpBeforeEveryRequest() {
        List<InetAddress> answers = new ArrayList<>(List.of(PUBLIC, InetAddress.ofLiteral("127.0.0.1"), PUBLIC));
        PublicHosts hosts = new PublicHosts(transport, HOST, host -> new InetAddress[] {answers.removeFirst()});

        hosts.send(REQUEST, TimeLeft.UNLIMITED).close();
        assertThatThrownBy(() -> hosts.send(REQUEST, TimeLeft.UNLIMITED))
                .isInstanceOf(RemoteUnreachableException.class);
        hosts.send(REQUEST, TimeLeft.UNLIMITED).close();

        assertThat(sent).hasSize(2);
    }

    @Test
    void aNameWithoutAnAddressIsOutOfReach() {
        PublicHosts hosts = new PublicHosts(transport, HOST, host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> hosts.send(REQUEST, TimeLeft.UNLIMITED))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining(HOST);
    }
}
