package io.blindhop.functions.node;

import java.util.List;
import java.util.Optional;

/**
 * What clients are told about the way to their peers.
 *
 * @param url empty if this node has no signaling
 * @param stunUrls for instance {@code stun:stun.example.org:3478}
 * @param turn a relay for peers that cannot reach each other
 */
public record SignalingOptions(Optional<SignalingUrl> url, List<String> stunUrls, Optional<TurnOptions> turn) {
    public static final SignalingOptions OFF = new SignalingOptions(Optional.empty(), List.of(), Optional.empty());

    public SignalingOptions {
        stunUrls = List.copyOf(stunUrls);
    }
}
