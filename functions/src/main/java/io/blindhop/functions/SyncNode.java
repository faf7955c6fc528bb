package io.blindhop.functions;

import io.blindhop.functions.device.DeviceRoutes;
import io.blindhop.functions.http.ErrorMapping;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpStack;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.info.InfoRoutes;
import io.blindhop.functions.limit.RateLimiting;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.ErrorKind;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.observe.TextLines;
import io.blindhop.functions.signaling.TicketRoute;
import io.blindhop.functions.sync.SyncRoutes;
import io.blindhop.functions.system.SystemRoutes;
import io.blindhop.functions.tenant.TenantLogin;
import io.blindhop.protocol.plan.BrokenAttachmentException;
import io.blindhop.protocol.plan.InvalidRangeException;
import io.blindhop.protocol.plan.WalkTooLongException;
import io.blindhop.protocol.wire.BadRequestException;
import io.blindhop.store.dynamo.log.PurgedDocumentException;
import io.blindhop.store.dynamo.tenant.QuotaExceededException;
import java.util.List;
import java.util.UUID;

/** Every route of a node, behind one handler: what the local server and the Lambda runtime call alike. */
public final class SyncNode implements AutoCloseable {
    private final SyncRoutes sync;
    private final Router router;
    private final HttpHandler handler;

    /** With a line for people in the log for every request. */
    public SyncNode(NodeServices services) {
        this(services, new TextLines());
    }

    /** @param observer is told of every request */
    public SyncNode(NodeServices services, RequestObserver observer) {
        Router.Builder routes = Router.builder();
        new InfoRoutes(services).addTo(routes);
        new SystemRoutes(services).addTo(routes);
        new DeviceRoutes(services).addTo(routes);
        new TenantLogin(services).addTo(routes);
        new TicketRoute(services).addTo(routes);
        this.sync = new SyncRoutes(services);
        sync.addTo(routes);
        this.router = routes.build();
        HttpStack stack = new HttpStack(
                services.options().corsOrigins(),
                services.options().bodyLimitBytes(),
                services.options().responseLimitBytes(),
                services.clock(),
                () -> UUID.randomUUID().toString(),
                observer,
                services.options().operator().toldCosts());
        this.handler = stack.around(
                router,
                next -> new RateLimiting(services.options().limits().rates(), services.clock(), next),
                SyncNode::statuses);
    }

    private static ErrorMapping statuses(ErrorMapping errors) {
        return errors.mapping(BadRequestException.class, 400)
                .mapping(PurgedDocumentException.class, 403)
                .mapping(QuotaExceededException.class, 403, ErrorKind.QUOTA)
                .mapping(InvalidRangeException.class, 400)
                .mapping(BrokenAttachmentException.class, 400)
                .mapping(WalkTooLongException.class, 400);
    }

    public HttpHandler handler() {
        return handler;
    }

    /** What is served, as {@link Router#patterns()} says it. */
    public List<String> routes() {
        return router.patterns();
    }

    /** Ends the event streams, which would otherwise keep their connections open for ever. */
    @Override
    public void close() {
        sync.close();
    }
}
