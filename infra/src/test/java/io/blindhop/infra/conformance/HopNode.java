package io.blindhop.infra.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.conformance.ConformanceNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.UpstreamVariables;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Two local servers, one in front of the other, and the one in front is asked. Both have the keys that the suite expects of a
 * server; tenants register at the one in front.
 */
abstract class HopNode implements ConformanceNode {
    private final EmbeddedNode origin = new EmbeddedNode();
    private final EmbeddedNode hop;

    HopNode(String mode) {
        trustHop();
        this.hop = new EmbeddedNode(Map.of(
                UpstreamVariables.URL,
                "http://127.0.0.1:" + origin.port(),
                UpstreamVariables.MODE,
                mode,
                UpstreamVariables.REGISTER,
                "true"));
    }

    private void trustHop() {
        TestTenant any = TestTenant.register(origin.transport(), "setup");
        ObjectNode hopItself = WireEntries.object()
                .put("name", Person.SERVER.username())
                .put("signingPublicKey", Person.SERVER.signingPem())
                .put("encryptionPublicKey", Person.SERVER.encryptionPem());
        hopItself.putArray("databases").add("*");
        any.system(any.systemLogin(Person.SYSADMIN), "POST", "/system/trusted-servers", hopItself)
                .ok();
    }

    @Override
    public StreamingTransport transport() {
        return hop.transport();
    }

    @Override
    public Optional<String> allowedOrigin() {
        return hop.allowedOrigin();
    }

    @Override
    public boolean storesEntries() {
        return false;
    }

    @Override
    public void close() throws IOException {
        hop.close();
        origin.close();
    }
}
