package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
    private static final String XRAY = "1-5759e988-bd862e3fe1be46a994272793";
    private static final String W3C = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root=" + XRAY,
                "Root=" + XRAY + ";Parent=53995c3f42cd8ad8;Sampled=1",
                "Root=" + XRAY + ";Parent=53995c3f42cd8ad8;Sampled=0;Lineage=1:a87bd80c:0|25:fc8e2bd3:11",
                "Self=1-67891234-12456789abcdef012345678;Root=" + XRAY + ";CalledFrom=app"
            })
    void theRootOfAnXRayHeaderIsTheTrace(String header) {
        assertThat(TraceId.ofXRay(header)).hasValue(new TraceId(XRAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                XRAY,
                "Root=1-5759e988-bd862e3fe1be46a99427279",
                "Root=1-5759E988-BD862E3FE1BE46A994272793",
                "Root=" + XRAY + "\n",
                "Root=" + XRAY + ";Parent=\"}",
                "Root=" + XRAY + ";a=b c",
                "Parent=53995c3f42cd8ad8"
            })
    void whatIsNoXRayHeaderIsNoTrace(String header) {
        assertThat(TraceId.ofXRay(header)).isEmpty();
    }

    @Test
    void aHeaderOfAnyLengthIsNotReadToItsEnd() {
        assertThat(TraceId.ofXRay("Root=" + XRAY + ";a=b".repeat(200))).isEmpty();
        assertThat(TraceId.ofTraceparent("cc-" + W3C + "-b7ad6b7169203331-01-" + "x".repeat(1000)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + W3C + "-b7ad6b7169203331-01",
                "00-" + W3C + "-b7ad6b7169203331-00",
                "cc-" + W3C + "-b7ad6b7169203331-01-what-the-future-will-be-like"
            })
    void theSecondPartOfATraceparentIsTheTrace(String header) {
        assertThat(TraceId.ofTraceparent(header)).hasValue(new TraceId(W3C));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                W3C,
                "ff-" + W3C + "-b7ad6b7169203331-01",
                "00-" + W3C + "-b7ad6b7169203331-01-more",
                "00-" + W3C + "-b7ad6b7169203331-01-",
                "00-" + W3C + "-0000000000000000-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-" + W3C + "-b7ad6b7169203331"
            })
    void whatIsNoTraceparentIsNoTrace(String header) {
        assertThat(TraceId.ofTraceparent(header)).isEmpty();
    }

    @Test
    void nothingElseCanBeATrace() {
        assertThatThrownBy(() -> new TraceId(W3C + "\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
