package io.blindhop.infra.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real multicast on a network of this machine; does not run, and says so, where there is none. */
@Timeout(60)
class AnnouncementTest {
    private static final InetSocketAddress GROUP = new InetSocketAddress("239.255.77.77", 47_077);
    private static final String KEY = "85:34:7b:3d:10:3b:b1:2e";

    @Test
    void whatIsAnnouncedIsHeardUntilItIsTakenBack() throws IOException {
        InetAddress here = network();
        NearbyNode server = NearbyNode.ofServer(List.of(here), 18_080, KEY);
        try (Listening listening = Listening.on(List.of(here))) {
            try (Announcement announcement = Announcement.of(server)) {
                assertThat(announcement).isNotNull();
                await(() -> listening.nodes().contains(server));
            }
            await(() -> !listening.nodes().contains(server));
        }
    }

    @Test
    void whoComesLaterHearsItToo() throws IOException {
        InetAddress here = network();
        NearbyNode server = NearbyNode.ofServer(List.of(here), 18_081, KEY.replace("85", "86"));
        try (Announcement announcement = Announcement.of(server);
                Listening listening = Listening.on(List.of(here))) {
            assertThat(announcement).isNotNull();
            await(() -> listening.nodes().contains(server));
        }
    }

    private static void await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static InetAddress network() throws IOException {
        Optional<InetAddress> network = Networks.addresses().stream()
                .filter(AnnouncementTest::carriesMulticast)
                .findFirst();
        if (network.isEmpty()) {
            System.err.println("AnnouncementTest DID NOT RUN: no network of this machine carries multicast");
        }
        Assumptions.assumeTrue(network.isPresent(), "no network carries multicast");
        return network.get();
    }

    private static boolean carriesMulticast(InetAddress address) {
        byte[] word = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        try (MulticastSocket socket = new MulticastSocket(GROUP.getPort())) {
            NetworkInterface network = NetworkInterface.getByInetAddress(address);
            socket.joinGroup(GROUP, network);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            socket.setSoTimeout(1_000);
            socket.send(new DatagramPacket(word, word.length, GROUP));
            DatagramPacket heard = new DatagramPacket(new byte[word.length], word.length);
            socket.receive(heard);
            return Arrays.equals(word, heard.getData());
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            System.err.println("No multicast on " + address + ": " + e.getMessage());
            return false;
        }
    }
}
