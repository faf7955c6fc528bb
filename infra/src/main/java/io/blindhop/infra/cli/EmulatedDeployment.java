package io.blindhop.infra.cli;

import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.EmulatedAccount;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.infra.lambda.SocketUrl;
import io.blindhop.infra.lambda.TableStream;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Everything of a deployment but {@code sync}: emulators, secrets that the package makes itself, the WebSocket API with
 * {@code signaling} behind it, and {@code notify} at the stream of the table.
 */
final class EmulatedDeployment implements AutoCloseable {
    private static final String SYSTEM_CONFIG = "BLINDHOP_SYSTEM_CONFIG_JSON";
    private static final String NOBODY = "{\"capabilities\":{}}";

    private final LambdaOptions options;
    private final EmulatedAccount account;
    private final SocketUrl url;
    private final LambdaFunction signaling;
    private final LambdaFunction notify;
    private final DynamoDbStreamsClient streams = DynamoDbLocalProcess.streams();
    private final TableStream stream;

    private EmulatedDeployment(LambdaOptions given, String host, int port) throws IOException {
        account = EmulatedAccount.open();
        url = SocketUrl.open(host, port);
        String systemConfig = given.environment().getOrDefault(SYSTEM_CONFIG, NOBODY);
        options = given.withEnvironment(account.variables(systemConfig)).withEnvironment(url.variables());
        try (LambdaFunction maintenance = deploy("maintenance")) {
            maintenance.invoke("{\"action\":\"initialise\"}");
        }
        signaling = deploy("signaling");
        notify = deploy("notify");
        url.attach(signaling);
        stream = TableStream.start(streams, account.streamArn(), notify);
    }

    /**
     * @param given of the package, with the number of copies for each function
     * @param port of the WebSocket API; 0 for any free one
     * @throws IOException if a port cannot be had, or the package makes no secrets; the process is to end then
     */
    static EmulatedDeployment open(LambdaOptions given, String host, int port) throws IOException {
        return new EmulatedDeployment(given, host, port);
    }

    private LambdaFunction deploy(String handler) throws IOException {
        return LambdaFunction.deploy(options.withHandler(handler), InstantSource.system());
    }

    /** For {@code sync}. */
    LambdaOptions options() {
        return options;
    }

    /** Where clients open WebSockets. */
    URI signaling() {
        return url.url();
    }

    @Override
    public void close() {
        url.close();
        stream.close();
        streams.close();
        notify.close();
        signaling.close();
        account.close();
    }
}
