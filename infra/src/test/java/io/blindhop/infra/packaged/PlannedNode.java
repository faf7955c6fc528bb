package io.blindhop.infra.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.lambda.node.FunctionSettings;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.emulators.EmulatedAccount;
import io.blindhop.infra.lambda.FunctionUrl;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * A node with the variables that Terraform plans for it. Put in their place is what the plan's made-up account has and this
 * machine has not: table, bucket and secrets, and where the upstream is.
 */
record PlannedNode(EmulatedAccount account, Map<String, String> variables, Deployment deployment)
        implements AutoCloseable {
    /** @param places of the nodes that run already, by the URLs that they have in the plan */
    static PlannedNode start(Map<String, String> planned, Map<String, URI> places) throws IOException {
        EmulatedAccount account = EmulatedAccount.open();
        Map<String, String> variables = new HashMap<>(planned);
        variables.putAll(account.variables(planned.get(FunctionSettings.SYSTEM_CONFIG)));
        variables.computeIfPresent(
                UpstreamVariables.URL,
                (name, url) -> url.isEmpty() ? url : places.get(url).toString());
        try (LambdaFunction maintenance = function("maintenance", variables)) {
            maintenance.invoke("{\"action\":\"initialise\"}");
        }
        LambdaFunction sync = function("sync", variables);
        FunctionUrl url = FunctionUrl.open(sync, "127.0.0.1", 0);
        return new PlannedNode(account, variables, new Deployment(sync, url, new HttpTransport(url.url())));
    }

    private static LambdaFunction function(String handler, Map<String, String> variables) throws IOException {
        return Deployment.function(handler, options -> options.withEnvironment(variables));
    }

    /** @return what the function says of it */
    String maintain() throws IOException {
        try (LambdaFunction maintenance = function("maintenance", variables)) {
            return maintenance.invoke("{}");
        }
    }

    URI url() {
        return deployment.url().url();
    }

    HttpTransport transport() {
        return deployment.transport();
    }

    /** As {@code blindhop server trust} does. */
    static void trust(TestTenant atUpstream, PlannedNode hop) throws IOException {
        JsonNode info = hop.transport()
                .send(new HttpRequest(
                        "GET", "/.well-known/mindoodb-server-info", Headers.none(), Bytes.empty(), "127.0.0.1"))
                .ok()
                .json();
        ObjectNode server = WireEntries.object();
        for (String member : new String[] {"name", "signingPublicKey", "encryptionPublicKey"}) {
            server.set(member, info.get(member));
        }
        server.putArray("databases").add("*");
        atUpstream.operator("POST", "/system/trusted-servers", server).ok();
    }

    @Override
    public void close() {
        deployment.close();
        account.close();
    }
}
