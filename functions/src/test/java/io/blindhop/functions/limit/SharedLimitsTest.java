package io.blindhop.functions.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.quota.Quota;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes of a node on one table. Each has room for three attempts of its own; together they have no more. */
class SharedLimitsTest {
    private static final int MOST = 3;
    private static final RateLimits RATES = new RateLimits(0, MOST, MOST, 0, 0, 0);

    private final TestNode one = new TestNode(new NodeOptions(
            TestNode.BODY_LIMIT,
            OptionalLong.empty(),
            EventMode.IN_PROCESS,
            Set.of(),
            new LimitOptions(RATES, Quota.UNLIMITED),
            OperatorOptions.DEFAULT));
    private final SyncNode two = new SyncNode(one.services());
    private final TestTenant tenant = one.register("acme");

    @AfterEach
    void close() {
        two.close();
        one.close();
    }

    @Test
    void loginsAtTwoProcessesCountTogetherUntilTheMinuteIsOver() throws IOException {
        one.advance(Duration.ofSeconds(15));
        assertThat(authenticate(one, "acme").status()).isEqualTo(401);
        assertThat(authenticate(this::atTwo, "acme").status()).isEqualTo(401);
        assertThat(authenticate(this::atTwo, "acme").status()).isEqualTo(401);

        Answer refused = authenticate(one, "acme");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error())
                .isEqualTo("Too many authentication attempts: at most 3 a minute, try again in 33 s");
        assertThat(refused.headers().first("Retry-After")).contains("33");
        one.advance(Duration.ofSeconds(32).plusMillis(999));
        assertThat(authenticate(this::atTwo, "acme").status()).isEqualTo(429);
        one.advance(Duration.ofMillis(1));
        assertThat(authenticate(this::atTwo, "acme").status()).isEqualTo(401);
    }

    @Test
    void aRefusedLoginWritesNothingAndAnUnknownTenantHasNoCounter() throws IOException {
        for (int i = 0; i < MOST; i++) {
            authenticate(i == 0 ? one : this::atTwo, "acme");
        }
        long writes = one.tableWrites();

        assertThat(authenticate(one, "acme").status()).isEqualTo(429);
        assertThat(authenticate(one, "nobody").status()).isEqualTo(404);

        assertThat(one.tableWrites()).isEqualTo(writes);
    }

    @Test
    void aLoginThatSucceedsCountsLikeOneThatFails() {
        TestTenant same = TestTenant.register(this::atTwo, "acme");
        tenant.login(Person.ADMIN);
        same.login(Person.ADMIN);
        tenant.login(Person.ADMIN);

        Answer refused = same.authenticate(Person.ADMIN, same.challenge(Person.ADMIN));

        assertThat(refused.status()).isEqualTo(429);
    }

    @Test
    void registrationsAtTwoProcessesCountTogether() {
        TestTenant.register(this::atTwo, "second");
        TestTenant.register(one, "third");

        String token = tenant.systemLogin(Person.SYSADMIN);
        Answer refused = register(token, "fourth", "127.0.0.1");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).startsWith("Too many registrations: at most 3 a minute");
        assertThat(register(token, "fourth", "192.0.2.9").status()).isEqualTo(400);
    }

    private Answer register(String token, String id, String address) {
        try {
            return atTwo(new HttpRequest(
                    "POST",
                    "/system/tenants/" + id,
                    Headers.of("Authorization", "Bearer " + token),
                    Bytes.utf8("{}"),
                    address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer authenticate(Transport node, String tenantId) throws IOException {
        return node.send(new HttpRequest(
                "POST",
                "/" + tenantId + "/auth/authenticate",
                Headers.of("Content-Type", "application/json"),
                Bytes.utf8("{\"challenge\":\"none of ours, really\",\"signature\":\"AAAA\"}"),
                "127.0.0.1"));
    }

    private Answer atTwo(HttpRequest request) throws IOException {
        return whole(two.handler().handle(request));
    }

    private static Answer whole(HttpResponse response) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Empty() -> {}
            case ResponseBody.Whole(Bytes bytes) -> bytes.writeTo(body);
            case ResponseBody.Streamed(var length, var writer) -> writer.write(body);
        }
        return new Answer(response.status(), response.headers(), Bytes.wrap(body.toByteArray()));
    }
}
