package io.blindhop.functions.signaling;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.Callers;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.protocol.wire.IceServer;
import io.blindhop.protocol.wire.TicketAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a device in good standing a ticket for the WebSocket of signaling, and the servers of WebRTC. Writes nothing. */
public final class TicketRoute {
    /** How long TURN credentials are good for: a call may go on when the signaling connection has ended. */
    static final Duration TURN_LIFETIME = Duration.ofHours(12);

    private final NodeServices services;
    private final SignalingOptions options;
    private final Callers callers;
    private final Tickets tickets;

    public TicketRoute(NodeServices services) {
        this.services = services;
        this.options = services.options().signaling();
        this.callers = new Callers(services);
        this.tickets = new Tickets(services.secrets(), services.clock(), services.random());
    }

    public void addTo(Router.Builder routes) {
        routes.post("/:tenantId/signaling/tickets", this::ticket);
    }

    private HttpResponse ticket(HttpRequest request) {
        SignalingUrl url = options.url().orElseThrow(() -> new HttpError(404, "This server has no signaling"));
        Caller caller = callers.authorise(request);
        if (caller.wipeOf().isPresent()) {
            throw new HttpError(403, "Device is targeted for remote wipe and meets no peers");
        }
        Optional<String> origin = request.header("Origin");
        origin.ifPresent(this::requireAllowed);
        Instant now = services.clock().instant();
        Instant turnEnd = now.plus(TURN_LIFETIME);
        try {
            TicketAnswer answer = new TicketAnswer(
                    url.forHost(request.header("Host").orElse("")),
                    tickets.issue(caller.scope().realm(), caller.deviceKey(), origin),
                    now.plus(Tickets.LIFETIME),
                    iceServers(turnEnd),
                    options.turn().map(turn -> turnEnd));
            return Json.whole(200, answer::write).withHeader("Cache-Control", "no-store");
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
    }

    private void requireAllowed(String origin) {
        Set<String> allowed = services.options().corsOrigins();
        if (!allowed.isEmpty() && !allowed.contains("*") && !allowed.contains(origin)) {
            throw new HttpError(403, "Programs of this origin are not let in");
        }
    }

    private List<IceServer> iceServers(Instant turnEnd) {
        List<IceServer> servers = new ArrayList<>();
        if (!options.stunUrls().isEmpty()) {
            servers.add(IceServer.stun(options.stunUrls()));
        }
        options.turn().ifPresent(turn -> {
            TurnCredentials credentials = TurnCredentials.issue(turn.secret().text(), turnEnd, services.random());
            servers.add(IceServer.turn(turn.urls(), credentials.username(), credentials.credential()));
        });
        return servers;
    }
}
