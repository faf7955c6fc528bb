package io.blindhop.functions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the suite. */
@ExtendWith(NodeUnderTest.class)
abstract class OnNode {
    /** The node of the run; there from the first method on that runs before a test. */
    protected ConformanceNode node;

    /** A tenant that nobody else uses, with nobody but {@link Person#ADMIN} in it. */
    protected final TestTenant newTenant() {
        return TestTenant.register(node.transport(), newTenantId());
    }

    /** An id that no tenant has. */
    protected static String newTenantId() {
        return "c" + UUID.randomUUID().toString().replace("-", "");
    }

    /** What the node says of itself. */
    protected final JsonNode serverInfo() {
        return get("/.well-known/mindoodb-server-info").ok().json();
    }

    protected final Answer get(String target) {
        return send("GET", target, Headers.none(), Bytes.empty());
    }

    protected final Answer send(String method, String target, Headers headers, Bytes body) {
        try {
            return node.transport().send(new HttpRequest(method, target, headers, body, "127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
