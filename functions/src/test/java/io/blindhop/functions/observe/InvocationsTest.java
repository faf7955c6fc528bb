package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationsTest {
    private static final String TRACE =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:0";

    private final Invocations invocations = new Invocations();

    private static Optional<String> sdkHeader() {
        return Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader"));
    }

    @Test
    void theSdkFindsTheTraceOfTheInvocationAndOfNoOther() {
        assertThat(invocations.<Optional<String>, RuntimeException>call("id", TRACE, InvocationsTest::sdkHeader))
                .hasValue(TRACE);
        assertThat(sdkHeader()).isEmpty();
        assertThat(invocations.<Optional<String>, RuntimeException>call("id", "", InvocationsTest::sdkHeader))
                .isEmpty();
        assertThat(invocations.<Optional<String>, RuntimeException>call(
                        "id", TRACE + "\r\nX-Evil: 1", InvocationsTest::sdkHeader))
                .isEmpty();
    }

    @Test
    void aFailureLeavesNothingBehind() {
        assertThatThrownBy(() -> invocations.call("id", TRACE, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(sdkHeader()).isEmpty();
        assertThat(Invocation.current().requestId()).isEmpty();
    }

    @Test
    void onlyTheFirstInvocationIsACold() {
        assertThat(invocations.<Boolean, RuntimeException>call(
                        "1", "", () -> Invocation.current().coldStart()))
                .isTrue();
        assertThat(invocations.<Boolean, RuntimeException>call(
                        "2", "", () -> Invocation.current().coldStart()))
                .isFalse();
        assertThat(Invocation.current().coldStart()).isFalse();
    }

    @Test
    void anIdThatIsNoneIsDropped() {
        assertThat(invocations.<Optional<String>, RuntimeException>call(
                        "id\n{}", "", () -> Invocation.current().requestId()))
                .isEmpty();
    }
}
