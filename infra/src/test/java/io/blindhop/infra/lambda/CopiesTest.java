package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How copies are chosen, frozen, killed and measured. */
@Timeout(60)
class CopiesTest {
    @TempDir
    private Path folder;

    private FakeFunction fake;

    private void start(UnaryOperator<LambdaOptions> options) throws IOException {
        Map<String, String> gate =
                Map.of(FakeBootstrap.GATE, folder.resolve("gate").toString());
        fake = FakeFunction.start(folder, given -> options.apply(given.withEnvironment(gate)));
    }

    @AfterEach
    void stop() {
        if (fake != null) {
            fake.close();
        }
    }

    private CompletableFuture<String> atTheGate() {
        int before = gates();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return fake.function().invoke("{\"rawPath\":\"/gate\"}");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        FakeFunction.await(() -> gates() > before);
        return answer;
    }

    private int gates() {
        return (int) fake.function().copies().stream()
                .flatMap(copy -> copy.output().stream())
                .filter("at the gate"::equals)
                .count();
    }

    private void openGate() throws IOException {
        Files.createFile(folder.resolve("gate"));
    }

    /** The letter of {@code proc_pid_stat(5)} and the clock ticks that the process has used. */
    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    @Test
    void anIdleCopyIsStoppedUsesNoProcessorAndGoesOnWhenItIsNeeded() throws Exception {
        start(options -> options);
        fake.function().invoke("{\"rawPath\":\"/spin\"}");
        fake.awaitState(CopyState.IDLE);
        long pid = fake.copy().pid();
        FakeFunction.await(() -> {
            try {
                return stat(pid)[0].equals("T");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        String[] before = stat(pid);
        java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
        String[] after = stat(pid);
        assertThat(after[11] + "+" + after[12]).isEqualTo(before[11] + "+" + before[12]);
        assertThat(fake.function().invoke("{}")).contains("did");
        assertThat(fake.copy().pid()).isEqualTo(pid);
    }

    @Test
    void aFrozenCopyThatIsAskedToEndDoesWhatItDoesAtItsEnd() throws Exception {
        start(options -> options);
        fake.get("/last-word");
        fake.awaitState(CopyState.IDLE);
        assertThat(fake.function().terminateFree(Duration.ofSeconds(30))).isTrue();
        FakeFunction.await(() -> fake.copy().output().contains("last word"));
        assertThat(fake.copy().state()).isEqualTo(CopyState.DEAD);
        fake.function().invoke("{}");
        assertThat(fake.function().copies()).hasSize(2);
    }

    @Test
    void aCopyThatDoesNotWantToEndIsKilledWhenItsTimeIsOver() throws Exception {
        start(options -> options);
        fake.get("/deaf");
        fake.awaitState(CopyState.IDLE);
        long pid = fake.copy().pid();
        assertThat(fake.function().terminateFree(Duration.ofMillis(300))).isFalse();
        FakeFunction.await(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void requestsOneAfterTheOtherNeedOneCopy() throws Exception {
        start(options -> options.withCopies(3, CopyChoice.MOST_RECENT));
        for (int i = 0; i < 20; i++) {
            assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
        }
        assertThat(fake.copy().answers()).isEqualTo(20);
    }

    @Test
    void copiesAlternateStrictly() throws Exception {
        start(options -> options.withCopies(2, CopyChoice.ALTERNATE));
        for (int i = 1; i <= 10; i++) {
            fake.function().invoke("{}");
            assertThat(fake.function().copies())
                    .extracting(CopyReport::answers)
                    .isEqualTo(i == 1 ? List.of(1) : List.of((i + 1) / 2, i / 2));
        }
    }

    @Test
    void aBusyCopyIsLeftAloneAndAtTheLimitInvocationsAreThrottled() throws Exception {
        start(options -> options.withCopies(2, CopyChoice.MOST_RECENT));
        CompletableFuture<String> first = atTheGate();
        CompletableFuture<String> second = atTheGate();
        assertThatExceptionOfType(ThrottledException.class)
                .isThrownBy(() -> fake.function().invoke("{}"));
        assertThat(fake.get("/echo").statusCode()).isEqualTo(429);
        openGate();
        assertThat(first.get()).endsWith("through");
        assertThat(second.get()).endsWith("through");
        assertThat(fake.function().copies()).hasSize(2);
        assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void anIdleCopyThatIsKilledIsReplaced() throws Exception {
        start(options -> options);
        fake.function().invoke("{}");
        fake.awaitState(CopyState.IDLE);
        fake.function().killIdle();
        assertThat(ProcessHandle.of(fake.copy().pid())).isEmpty();
        assertThat(fake.copy().state()).isEqualTo(CopyState.DEAD);
        assertThat(fake.copy().memory()).isPresent();
        assertThat(fake.function().invoke("{}")).contains("did");
        assertThat(fake.function().copies()).hasSize(2);
    }

    @Test
    void aBusyCopyIsNotKilledAsIdle() throws Exception {
        start(options -> options);
        CompletableFuture<String> busy = atTheGate();
        fake.function().killIdle();
        openGate();
        assertThat(busy.get()).endsWith("through");
    }

    @Test
    void aCopyIsRecycledAfterSoManyAnswers() throws Exception {
        start(options -> options.withRecycleAfter(2));
        for (int i = 0; i < 5; i++) {
            fake.function().invoke("{}");
        }
        assertThat(fake.function().copies()).extracting(CopyReport::answers).containsExactly(2, 2, 1);
    }

    @Test
    void aCopyReportsItsFirstAnswerAndItsMemory() throws Exception {
        start(options -> options);
        fake.function().invoke("{}");
        assertThat(fake.copy().firstAnswer().orElseThrow()).isPositive();
        CopyMemory memory = fake.copy().memory().orElseThrow();
        assertThat(memory.residentBytes()).isGreaterThan(8L << 20).isLessThanOrEqualTo(memory.peakBytes());
    }

    @Test
    void closingKillsEveryCopy() throws Exception {
        start(options -> options.withCopies(2, CopyChoice.ALTERNATE));
        fake.function().invoke("{}");
        fake.function().invoke("{}");
        fake.function().close();
        assertThat(fake.function().copies())
                .allMatch(copy -> ProcessHandle.of(copy.pid()).isEmpty());
        assertThatThrownBy(() -> fake.function().invoke("{}")).hasMessageContaining("closed");
    }

    @Test
    void aPackageWithoutBootstrapIsRefused() {
        assertThatThrownBy(() -> LambdaFunction.deploy(LambdaOptions.of(folder, "sync"), InstantSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no executable file bootstrap");
    }
}
