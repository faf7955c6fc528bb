package io.blindhop.infra.bench;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** The endpoints as they are on Lambda, called in this process and without a network. */
final class NodeInProcess implements Http.Way {
    private final SyncNode node;

    NodeInProcess(NodeServices services, RequestObserver observer) {
        this.node = new SyncNode(services, observer);
    }

    /**
     * What a new deployment has.
     *
     * @param administrator who is granted everything under the name of {@link BenchServer#ADMINISTRATOR}
     */
    static NodeServices services(LogContext storage, SigningKey administrator, SecureRandom random) {
        Identity identity = new Identity("CN=counted", SigningKey.generate(random), UnwrappingKey.generate(random));
        String config = CapabilityRules.configGrantingEverything(BenchServer.ADMINISTRATOR, administrator.publicPem());
        return new NodeServices(
                storage,
                new TenantRegistry(storage.table(), new IdentityKeySeal(identity, random)),
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(new byte[MasterSecret.MIN_BYTES])))),
                new TableNonces(storage.table()),
                identity,
                new TableSystemConfig(storage.table(), config, storage.clock()),
                random,
                storage.clock(),
                new NodeOptions(LambdaLimits.bodyBytes(), EventMode.OFF, Set.of()));
    }

    @Override
    public Http.Answer send(String method, Http.Call call, Http.Body body) throws IOException {
        Headers headers = Headers.of("Content-Type", body.contentType());
        Headers all = call.token().isEmpty() ? headers : headers.with("Authorization", "Bearer " + call.token());
        HttpResponse response =
                node.handler().handle(new HttpRequest(method, call.path(), all, body.bytes(), "127.0.0.1"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Empty() -> {}
            case ResponseBody.Whole(var whole) -> whole.writeTo(bytes);
            case ResponseBody.Streamed(var length, var writer) -> writer.write(bytes);
        }
        return new Http.Answer(response.status(), Bytes.wrap(bytes.toByteArray()));
    }

    @Override
    public void close() {
        node.close();
    }
}
