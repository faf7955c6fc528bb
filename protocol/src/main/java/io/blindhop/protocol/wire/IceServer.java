package io.blindhop.protocol.wire;

import java.util.List;
import java.util.Optional;

/** One of the {@code iceServers} of an {@code RTCPeerConnection}. */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    public static IceServer stun(List<String> urls) {
        return new IceServer(urls, Optional.empty(), Optional.empty());
    }

    public static IceServer turn(List<String> urls, String username, String credential) {
        return new IceServer(urls, Optional.of(username), Optional.of(credential));
    }

    /** Credentials do not belong into logs. */
    @Override
    public String toString() {
        return "ICE servers " + urls;
    }
}
