package io.blindhop.infra.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

/** Asks the networks of this machine which nodes are there, and hears what comes, for as long as it is open. */
public final class Listening implements AutoCloseable {
    /** More names are not remembered: whoever fills the network with them fills nothing here. */
    private static final int MOST = 1_000;

    private final List<JmDNS> ears = new ArrayList<>();
    private final Map<String, NearbyNode> heard = new ConcurrentSkipListMap<>();

    private Listening() {}

    /**
     * @param networks an address of this machine in each
     * @throws IOException if one of them cannot be used
     */
    public static Listening on(List<InetAddress> networks) throws IOException {
        Listening listening = new Listening();
        try {
            for (InetAddress network : networks) {
                JmDNS ear = JmDNS.create(network);
                listening.ears.add(ear);
                ear.addServiceListener(NearbyNode.SERVICE, listening.new Ear());
            }
            return listening;
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    /** What has been heard and not been taken back, by name. */
    public List<NearbyNode> nodes() {
        return List.copyOf(heard.values());
    }

    private final class Ear implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            heard.remove(event.getName());
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            if (heard.size() < MOST) {
                node(event.getName(), event.getInfo()).ifPresent(node -> heard.put(event.getName(), node));
            }
        }
    }

    private static Optional<NearbyNode> node(String name, ServiceInfo info) {
        List<InetAddress> addresses = Stream.concat(
                        Arrays.stream(info.getInet4Addresses()), Arrays.<InetAddress>stream(info.getInet6Addresses()))
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .toList();
        Map<String, String> said = Collections.list(info.getPropertyNames()).stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> Optional.ofNullable(info.getPropertyString(key)).orElse("")));
        return NearbyNode.heard(name, addresses, info.getPort(), said);
    }

    @Override
    public void close() {
        for (JmDNS ear : ears) {
            try {
                ear.close();
            } catch (IOException e) {
                System.getLogger(Listening.class.getName())
                        .log(System.Logger.Level.DEBUG, "A network was not left in good order", e);
            }
        }
    }
}
