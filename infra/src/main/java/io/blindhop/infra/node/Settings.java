package io.blindhop.infra.node;

import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.protocol.Generation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a server; see {@link SettingsReader} for names and defaults.
 *
 * @param host address to listen on
 * @param port 0 for any free port
 * @param data the data folder
 * @param systemConfig who may use {@code /system/*}; without it {@code config.json} of the data folder
 * @param corsOrigins origins whose browser programs are let in; empty means none
 * @param bodyLimitBytes the largest request body
 * @param changeEvents whether clients may hold an event stream open
 * @param identity to be imported as the identity of this server
 * @param operator what counts for {@code /system/*}
 * @param limits what everybody is allowed
 * @param signaling how the devices of a tenant find each other
 * @param gateway how WebSockets are taken
 * @param upstream the node behind this one; empty for an origin
 * @param logFormat how the lines of requests look
 * @param generation of the table, changed when it was restored
 */
public record Settings(
        String host,
        int port,
        Path data,
        Optional<Path> systemConfig,
        Set<String> corsOrigins,
        int bodyLimitBytes,
        boolean changeEvents,
        Optional<IdentitySource> identity,
        OperatorOptions operator,
        LimitOptions limits,
        SignalingOptions signaling,
        GatewayOptions gateway,
        Optional<HopOptions> upstream,
        LogFormat logFormat,
        Generation generation) {

    public Settings {
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** The same with other WebSockets. */
    public Settings withGateway(GatewayOptions other) {
        return new Settings(
                host,
                port,
                data,
                systemConfig,
                corsOrigins,
                bodyLimitBytes,
                changeEvents,
                identity,
                operator,
                limits,
                signaling,
                other,
                upstream,
                logFormat,
                generation);
    }
}
