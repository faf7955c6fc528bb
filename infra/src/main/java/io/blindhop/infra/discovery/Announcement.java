package io.blindhop.infra.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/** Says on each of its networks that a node is there, for as long as it is open. */
public final class Announcement implements AutoCloseable {
    private final List<JmDNS> responders = new ArrayList<>();

    private Announcement() {}

    /** Of nothing. */
    public static Announcement none() {
        return new Announcement();
    }

    /**
     * Returns when the name has been claimed on every network, which takes some seconds.
     *
     * @throws IOException if one of them cannot be used
     */
    public static Announcement of(NearbyNode node) throws IOException {
        Announcement announcement = new Announcement();
        try {
            for (InetAddress address : node.addresses()) {
                JmDNS responder = JmDNS.create(address, node.name());
                announcement.responders.add(responder);
                responder.registerService(
                        ServiceInfo.create(NearbyNode.SERVICE, node.name(), node.port(), 0, 0, node.says()));
            }
            return announcement;
        } catch (IOException e) {
            announcement.close();
            throw e;
        }
    }

    /** Takes it back, so that nobody goes on to believe it. */
    @Override
    public synchronized void close() {
        for (JmDNS responder : responders) {
            responder.unregisterAllServices();
            try {
                responder.close();
            } catch (IOException e) {
                System.getLogger(Announcement.class.getName())
                        .log(System.Logger.Level.DEBUG, "A network was not left in good order", e);
            }
        }
        responders.clear();
    }
}
