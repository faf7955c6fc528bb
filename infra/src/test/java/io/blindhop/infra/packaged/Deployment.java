package io.blindhop.infra.packaged;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.infra.emulators.EmulatedAccount;
import io.blindhop.infra.lambda.CopyReport;
import io.blindhop.infra.lambda.CopyState;
import io.blindhop.infra.lambda.FunctionUrl;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.protocol.auth.CapabilityRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * {@code sync} of the package behind a URL. All deployments of a run have the same table, bucket and secrets; the secrets were
 * made by the package's own {@code maintenance}.
 */
record Deployment(LambdaFunction sync, FunctionUrl url, HttpTransport transport) implements AutoCloseable {
    /** Machines that build are slow. */
    private static final Duration INVOCATION = Duration.ofSeconds(60);

    private static final Duration INIT = Duration.ofSeconds(60);

    private static final Set<CopyState> NOT_AT_REST = EnumSet.complementOf(EnumSet.of(CopyState.IDLE, CopyState.DEAD));

    private static final class Account {
        /** Its emulator of secrets ends with this process. */
        static final EmulatedAccount ACCOUNT = account();

        static final Map<String, String> VARIABLES = variables();
        static final Path TASK = task();

        static {
            initialise();
        }

        private static Map<String, String> variables() {
            Map<String, String> variables = new HashMap<>(ACCOUNT.variables(CapabilityRules.configGrantingEverything(
                    Person.SYSADMIN.username(), Person.SYSADMIN.signingPem())));
            for (String rate : List.of(
                    LimitVariables.RATE_ADDRESS,
                    LimitVariables.RATE_AUTHENTICATION,
                    LimitVariables.RATE_REGISTRATION,
                    LimitVariables.RATE_SYSTEM,
                    LimitVariables.RATE_SYNC,
                    LimitVariables.RATE_DEVICE)) {
                variables.put(rate, "0");
            }
            return Map.copyOf(variables);
        }

        private static EmulatedAccount account() {
            try {
                return EmulatedAccount.open();
            } catch (IOException e) {
                throw new IllegalStateException("The emulators cannot be started", e);
            }
        }

        private static Path task() {
            try {
                return PackageUnderTest.folder();
            } catch (IOException e) {
                throw new IllegalStateException("The package cannot be opened", e);
            }
        }

        private static void initialise() {
            try (LambdaFunction maintenance =
                    LambdaFunction.deploy(options(TASK, VARIABLES, "maintenance"), InstantSource.system())) {
                String result = maintenance.invoke("{\"action\":\"initialise\"}");
                if (!result.contains("\"secretsMade\":true")) {
                    throw new IllegalStateException("The secrets were not made: " + result);
                }
            } catch (IOException e) {
                throw new IllegalStateException("The secrets were not made", e);
            }
        }
    }

    private static LambdaOptions options(Path task, Map<String, String> variables, String handler) {
        return LambdaOptions.of(task, handler)
                .withTimeouts(INVOCATION, INIT)
                .withEnvironment(variables)
                .withOutput(FunctionLog.INSTANCE::println);
    }

    /** Where the services are, and what the function is told, before a test changes it. */
    static Map<String, String> variables() {
        return Account.VARIABLES;
    }

    /** The stream of the table. */
    static String streamArn() {
        return Account.ACCOUNT.streamArn();
    }

    /** Another function of the same package. */
    static LambdaFunction function(String handler) throws IOException {
        return function(handler, UnaryOperator.identity());
    }

    static LambdaFunction function(String handler, UnaryOperator<LambdaOptions> changed) throws IOException {
        return LambdaFunction.deploy(
                changed.apply(options(Account.TASK, Account.VARIABLES, handler)), InstantSource.system());
    }

    static Deployment open(UnaryOperator<LambdaOptions> changed) throws IOException {
        LambdaFunction sync = LambdaFunction.deploy(
                changed.apply(options(Account.TASK, Account.VARIABLES, "sync")), InstantSource.system());
        FunctionUrl url = FunctionUrl.open(sync, "127.0.0.1", 0);
        return new Deployment(sync, url, new HttpTransport(url.url()));
    }

    /** A tenant that nobody else uses, with {@link Person#ALICE} and others in it. */
    TestTenant newTenant(Person... others) {
        return TestTenant.register(transport, "p" + UUID.randomUUID().toString().replace("-", ""))
                .grant(others);
    }

    /** Returns when no copy works: what has answered is frozen. */
    void awaitFrozen() {
        while (sync.copies().stream().map(CopyReport::state).anyMatch(NOT_AT_REST::contains)) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        transport.close();
        url.close();
        sync.close();
    }
}
