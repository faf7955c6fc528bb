package io.blindhop.protocol.wire;

import java.util.List;

/**
 * What a server answers to a push (protocol 3.3.4).
 *
 * @param receipts of what it took and of what it had
 */
public record PutAnswer(List<AnsweredEntry> receipts, List<Rejection> rejected) {
    public PutAnswer {
        receipts = List.copyOf(receipts);
        rejected = List.copyOf(rejected);
    }
}
