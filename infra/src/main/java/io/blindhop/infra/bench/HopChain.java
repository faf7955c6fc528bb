package io.blindhop.infra.bench;

import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.bench.Http.Body;
import io.blindhop.infra.bench.Http.Call;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An origin and hops, local servers in this process, and ways to each of them. */
final class HopChain implements AutoCloseable {
    private final Path data;
    private final SigningKey administrator;
    private final List<BenchServer> servers = new ArrayList<>();
    private final List<Http> ways = new ArrayList<>();
    private final Traffic atOrigin = new Traffic();

    HopChain(Path data, SigningKey administrator) throws IOException {
        this.data = data;
        this.administrator = administrator;
        servers.add(BenchServer.start(
                data.resolve("origin"), administrator, new UsageMeter(), report -> {}, Map.of(), atOrigin::around));
        ways.add(new Http(servers.getFirst().uri()));
    }

    /** What is asked of the origin. */
    Traffic atOrigin() {
        return atOrigin;
    }

    /** To the origin first, then to the hops in the order in which they were added. */
    List<Http> ways() {
        return ways;
    }

    /**
     * Another hop.
     *
     * @param upstream the place of the node behind it
     * @return a way to it
     */
    Http add(String mode, int upstream) throws IOException {
        BenchServer hop = BenchServer.start(
                data.resolve("hop" + servers.size()),
                administrator,
                new UsageMeter(),
                report -> {},
                Map.of(UpstreamVariables.URL, servers.get(upstream).uri().toString(), UpstreamVariables.MODE, mode),
                handler -> handler);
        servers.add(hop);
        Http way = new Http(hop.uri());
        ways.add(way);
        trust(ways.get(upstream), way);
        return way;
    }

    private void trust(Http upstream, Http hop) {
        String token = new Login(upstream).asSystemAdministrator(BenchServer.ADMINISTRATOR, administrator);
        Call info = new Call("/.well-known/mindoodb-server-info", "", new Latencies());
        JsonMembers keys =
                JsonMembers.of("server info", JsonText.parse(hop.get(info).toUtf8()));
        upstream.post(new Call("/system/trusted-servers", token, new Latencies()), Body.json(json -> {
            json.writeStringField("name", keys.string("name"));
            json.writeStringField("signingPublicKey", keys.string("signingPublicKey"));
            json.writeStringField("encryptionPublicKey", keys.string("encryptionPublicKey"));
            json.writeArrayFieldStart("databases");
            json.writeString("*");
            json.writeEndArray();
        }));
    }

    @Override
    public void close() throws IOException {
        ways.forEach(Http::close);
        for (BenchServer server : servers.reversed()) {
            server.close();
        }
    }
}
