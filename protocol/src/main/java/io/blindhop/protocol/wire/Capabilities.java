package io.blindhop.protocol.wire;

import java.util.OptionalLong;

/**
 * What a node tells its clients that it can do (protocol 3.3.1). A capability is set when it works, not before.
 *
 * @param serverTime milliseconds; clients refuse to synchronise if it is more than five minutes from their own
 */
public record Capabilities(
        boolean cursorScan,
        boolean idBloomSummary,
        boolean compactionStatus,
        boolean materializationPlanning,
        boolean batchMaterializationPlanning,
        boolean attachmentReadPlanning,
        OptionalLong serverTime,
        boolean accessControlV1,
        boolean remoteWipeV1,
        boolean storeHead,
        boolean sessionKeyWrap,
        boolean binaryEntries,
        boolean changeEvents) {
    public static final String PROTOCOL_VERSION = "sync-v5";
}
