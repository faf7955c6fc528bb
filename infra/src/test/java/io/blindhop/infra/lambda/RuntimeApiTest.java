package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a runtime meets, seen from direct invokes. */
@Timeout(60)
class RuntimeApiTest {
    private static final String OK = "202 {\"status\":\"OK\"}";

    @TempDir
    private Path folder;

    private FakeFunction fake;

    private FakeFunction start(UnaryOperator<LambdaOptions> options) throws Exception {
        fake = FakeFunction.start(folder, options);
        return fake;
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static String event(String path) {
        return "{\"rawPath\":\"" + path + "\"}";
    }

    private FunctionError failure(String path) {
        return assertThatExceptionOfType(FunctionFailedException.class)
                .isThrownBy(() -> fake.function().invoke(event(path)))
                .actual()
                .error();
    }

    @Test
    void aDirectInvokeGetsTheBufferedAnswer() throws Exception {
        start(options -> options);
        assertThat(fake.function().invoke(event("/anything"))).isEqualTo("{\"did\":\"/anything\"}");
        assertThat(fake.function().invoke("{}")).isEqualTo("{\"did\":\"\"}");
        assertThat(fake.copy().answers()).isEqualTo(2);
        assertThat(fake.copy().output()).containsExactly("started sync");
    }

    @Test
    void aDirectInvokeGetsAStreamedAnswerWhole() throws Exception {
        start(options -> options);
        assertThat(fake.function().invoke(event("/chunks/3/2"))).endsWith("\0\0xxxxxx");
    }

    @Test
    void aStreamedAnswerToADirectInvokeIsNoLargerThanABufferedOne() throws Exception {
        start(options -> options);
        assertThat(failure("/chunks/7/1048576").type()).isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(fake.apiSaid(1)).containsExactly(OK);
    }

    @Test
    void anInvocationComesWithItsHeaders() throws Exception {
        start(options -> options.withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(10)));
        long before = System.currentTimeMillis();
        String headers = fake.function().invoke(event("/runtime-headers"));
        assertThat(headers)
                .containsPattern("Lambda-Runtime-Aws-Request-Id=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .contains("Lambda-Runtime-Invoked-Function-Arn=arn:aws:lambda:us-east-1:123456789012:function:sync")
                .containsPattern(
                        "Lambda-Runtime-Trace-Id=Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        long deadline = Long.parseLong(headers.replaceAll("(?s).*Deadline-Ms=(\\d+).*", "$1"));
        assertThat(deadline).isBetween(before + 30_000, System.currentTimeMillis() + 30_000);
    }

    @Test
    void aCopyHasTheEnvironmentOfAFunctionAndNothingElse() throws Exception {
        start(options ->
                options.withMemory(1024).withEnvironment(Map.of("BLINDHOP_TABLE", "t", "AWS_REGION", "eu-x-1")));
        String environment = fake.function().invoke(event("/environment"));
        assertThat(environment)
                .contains("AWS_LAMBDA_FUNCTION_NAME=sync")
                .contains("AWS_LAMBDA_FUNCTION_VERSION=$LATEST")
                .contains("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024")
                .contains("AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/sync")
                .contains("AWS_EXECUTION_ENV=AWS_Lambda_provided.al2023")
                .contains("LAMBDA_TASK_ROOT=" + folder.resolve("task"))
                .contains("_HANDLER=sync", "TZ=:UTC", "BLINDHOP_TABLE=t", "AWS_REGION=eu-x-1")
                .doesNotContain("JAVA_HOME", "USER=");
    }

    @Test
    void aReportedErrorIsTheErrorOfTheInvocation() throws Exception {
        start(options -> options);
        assertThat(failure("/error")).isEqualTo(new FunctionError("Function.Broken", "{\"errorMessage\":\"broken\"}"));
        assertThat(fake.apiSaid(1)).containsExactly(OK);
        assertThat(fake.function().invoke(event("/after"))).contains("after");
        assertThat(fake.copy().answers()).isEqualTo(2);
    }

    @Test
    void everyRuleThatIsBrokenIsRefusedAndTheInvocationGoesOn() throws Exception {
        start(options -> options);
        assertThat(fake.function().invoke(event("/broken-rules"))).isEqualTo("{}");
        assertThat(fake.apiSaid(9))
                .extracting(line -> line.replaceAll("(\\d+ ).*\"errorType\":\"(\\w+)\".*", "$1$2"))
                .containsExactly(
                        "400 InvalidRequestID",
                        "400 InvalidRequestID",
                        "403 InvalidStateTransition",
                        "403 InvalidStateTransition",
                        "404 NotFound",
                        "404 NotFound",
                        OK,
                        "403 InvalidStateTransition",
                        "403 InvalidStateTransition");
        assertThat(fake.function().invoke("{}")).contains("did");
    }

    @Test
    void aResponseModeMustBeStreamingAndChunked() throws Exception {
        start(options -> options);
        assertThat(failure("/mode/chunky").type()).isEqualTo("Runtime.InvalidResponseModeHeader");
        assertThat(failure("/mode/streaming").body()).contains("Transfer-Encoding: chunked");
        assertThat(fake.apiSaid(2)).allMatch(line -> line.startsWith("400 ") && line.contains("ResponseMode"));
    }

    @Test
    void aBufferedAnswerIsTakenUpToItsLimitAndNotOneByteMore() throws Exception {
        start(options -> options);
        assertThat(fake.function().invoke(event("/buffered-zeros/" + LambdaLimits.PAYLOAD_BYTES)))
                .hasSize(LambdaLimits.PAYLOAD_BYTES);
        assertThat(failure("/buffered-zeros/" + (LambdaLimits.PAYLOAD_BYTES + 1))
                        .type())
                .isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(fake.apiSaid(2)).element(1).asString().startsWith("413 ").contains("6291556");
    }

    @Test
    void trailersThatAreAnnouncedFailTheInvocation() throws Exception {
        start(options -> options);
        FunctionError broke = new FunctionError("Runtime.StoreBroke", "{\"errorMessage\":\"store\"}");
        assertThat(failure("/trailers")).isEqualTo(broke);
        assertThat(failure("/trailers-first")).isEqualTo(broke);
        assertThat(fake.copy().answers()).isEqualTo(2);
    }

    @Test
    void trailersThatAreNotAnnouncedAreNotSeen() throws Exception {
        start(options -> options);
        assertThat(fake.function().invoke(event("/unannounced"))).endsWith("half");
    }

    @Test
    void aStreamThatEndsWithoutItsLastChunkIsTruncated() throws Exception {
        start(options -> options);
        assertThat(failure("/cut").type()).isEqualTo("Runtime.TruncatedResponse");
    }

    @Test
    void anInitErrorIsTheErrorOfTheInvocationThatStartedTheCopy() throws Exception {
        start(options -> options.withEnvironment(Map.of(FakeBootstrap.INIT, "error")));
        assertThat(failure("/x")).isEqualTo(new FunctionError("Runtime.NoSecret", "{\"errorMessage\":\"no secret\"}"));
        fake.awaitState(CopyState.DEAD);
        assertThat(failure("/x").type()).isEqualTo("Runtime.NoSecret");
        assertThat(fake.function().copies()).hasSize(2);
    }

    @Test
    void aRuntimeThatExitsOrHangsAtItsStartFailsTheInvocation() throws Exception {
        start(options -> options.withEnvironment(Map.of(FakeBootstrap.INIT, "exit")));
        assertThat(failure("/x").body()).contains("exited with code 7");
        fake.close();
        start(options -> options.withEnvironment(Map.of(FakeBootstrap.INIT, "hang"))
                .withTimeouts(Duration.ofSeconds(9), Duration.ofMillis(50)));
        assertThat(failure("/x").type()).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void aCopyIsKilledAtTheDeadlineAndTheNextInvocationStartsAnother() throws Exception {
        start(options -> options.withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(10)));
        assertThat(failure("/hang")).isEqualTo(FunctionError.found("Sandbox.Timedout", "Task timed out after 300 ms"));
        assertThat(fake.copy().state()).isEqualTo(CopyState.DEAD);
        assertThat(fake.function().invoke("{}")).contains("did");
        assertThat(fake.function().copies()).hasSize(2);
    }

    @Test
    void aProcessThatDiesFailsItsInvocation() throws Exception {
        start(options -> options);
        assertThat(failure("/exit").body()).contains("exited with code 3");
    }

    @Test
    void aProcessThatDiesInItsAnswerFailsItWhetherTheEndOfTheProcessOrOfItsConnectionIsSeenFirst() throws Exception {
        start(options -> options);
        assertThat(failure("/exit-midway").type()).isIn("Runtime.ExitError", "Runtime.TruncatedResponse");
    }

    @Test
    void anEventOverTheLimitIsRefused() throws Exception {
        start(options -> options);
        String event = "\"" + "x".repeat(LambdaLimits.EVENT_BYTES - 2) + "\"";
        assertThat(fake.function().invoke(event)).contains("did");
        assertThatExceptionOfType(java.io.IOException.class)
                .isThrownBy(() -> fake.function().invoke(event + " "))
                .withMessageContaining("at most 6291455");
    }
}
