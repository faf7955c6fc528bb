package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.protocol.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The local server, over HTTP. */
final class EmbeddedNode implements MeasuredNode {
    /** One client is a thousand tenants. */
    private static final Map<String, String> UNLIMITED = Map.of(
            LimitVariables.RATE_REGISTRATION, "0",
            LimitVariables.RATE_AUTHENTICATION, "0",
            LimitVariables.RATE_SYSTEM, "0",
            LimitVariables.RATE_DEVICE, "0");

    private final UsageMeter meter = new UsageMeter();
    private final OperationSums sums = new OperationSums(Tariff.of(Map.of()));
    private final Watch watch = new Watch();
    private final BenchServer server;

    /** @param data an empty folder; the caller removes it */
    EmbeddedNode(Path data, SigningKey administrator) throws IOException {
        this.server = BenchServer.start(data, administrator, meter, sums.and(watch), UNLIMITED, watch::around);
    }

    @Override
    public Http.Way way() {
        return new HttpWay(server.uri());
    }

    @Override
    public NodeServices services() {
        return server.services();
    }

    @Override
    public RequestObserver observer() {
        return sums;
    }

    @Override
    public List<OperationSum> requests() {
        return sums.reading();
    }

    @Override
    public Usage usage() {
        return meter.reading();
    }

    @Override
    public void awaitEnds() {
        watch.awaitEnds();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
