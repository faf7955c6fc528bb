package io.blindhop.infra.bench;

import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.infra.emulators.EmulatedAccount;
import io.blindhop.infra.lambda.FunctionUrl;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.crypto.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A package deployed as {@code sync} behind a URL, in one copy, on emulators, with secrets and without tenants. */
public final class LambdaDeployment implements AutoCloseable {
    /** Longer than Lambda waits: machines that build may be slow, and what a training records is. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int MEMORY_MEGABYTES = 1024;

    private final EmulatedAccount account;
    private final LambdaFunction sync;
    private final FunctionUrl url;

    private LambdaDeployment(EmulatedAccount account, LambdaFunction sync, FunctionUrl url) {
        this.account = account;
        this.sync = sync;
        this.url = url;
    }

    /**
     * @param task the unpacked package
     * @param administrator who is granted everything under the name of {@link ClientTour#ADMINISTRATOR}
     * @param more variables of the functions
     * @param output told every line that the functions write
     * @throws IOException if the package does not start
     */
    public static LambdaDeployment open(
            Path task, SigningKey administrator, Map<String, String> more, Consumer<String> output) throws IOException {
        EmulatedAccount account = EmulatedAccount.open();
        try {
            Map<String, String> variables = new HashMap<>(account.variables(
                    CapabilityRules.configGrantingEverything(ClientTour.ADMINISTRATOR, administrator.publicPem())));
            variables.put(LimitVariables.RATE_ADDRESS, "0");
            variables.putAll(more);
            LambdaOptions options = LambdaOptions.of(task, "sync")
                    .withTimeouts(PATIENCE, PATIENCE)
                    .withMemory(MEMORY_MEGABYTES)
                    .withEnvironment(variables)
                    .withOutput(output);
            initialise(options);
            LambdaFunction sync = LambdaFunction.deploy(options, InstantSource.system());
            return new LambdaDeployment(account, sync, FunctionUrl.open(sync, "127.0.0.1", 0));
        } catch (IOException | RuntimeException e) {
            account.close();
            throw e;
        }
    }

    private static void initialise(LambdaOptions options) throws IOException {
        try (LambdaFunction maintenance =
                LambdaFunction.deploy(options.withHandler("maintenance"), InstantSource.system())) {
            String result = maintenance.invoke("{\"action\":\"initialise\"}");
            System.getLogger(LambdaDeployment.class.getName()).log(System.Logger.Level.DEBUG, result);
        }
    }

    public URI url() {
        return url.url();
    }

    public LambdaFunction sync() {
        return sync;
    }

    @Override
    public void close() {
        url.close();
        sync.close();
        account.close();
    }
}
