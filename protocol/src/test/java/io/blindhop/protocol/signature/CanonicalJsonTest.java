package io.blindhop.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts are those of {@code JSON.stringify(JSON.parse(text))} in ECMAScript. */
class CanonicalJsonTest {
    @Test
    void whiteSpaceGoesAndOrderStays() {
        assertThat(CanonicalJson.of(" { \"z\" : [ 1 , true , null ] , \"a\" : { } } "))
                .isEqualTo("{\"z\":[1,true,null],\"a\":{}}");
    }

    @Test
    void arrayIndicesComeFirstInNumericOrder() {
        assertThat(CanonicalJson.of("{\"b\":1,\"10\":2,\"9\":3,\"01\":4,\"4294967295\":5,\"4294967294\":6,\"-1\":7}"))
                .isEqualTo("{\"9\":3,\"10\":2,\"4294967294\":6,\"b\":1,\"01\":4,\"4294967295\":5,\"-1\":7}");
    }

    @Test
    void ofARepeatedNameTheLastValueStandsAtTheFirstPlace() {
        assertThat(CanonicalJson.of("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void onlyWhatMustBeIsEscaped() {
        assertThat(CanonicalJson.of("\"\\u0022\\u005c\\u0008\\u000c\\u000a\\u000d\\u0009\\u0000\\u001F\""))
                .isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\"");
        assertThat(CanonicalJson.of("\"\\/\\u003c\\u2028\\u007f\\u00e9\\ud83d\\udc19\""))
                .isEqualTo("\"/<\u2028\u007fé🐙\"");
        assertThat(CanonicalJson.of("\"\\uD800 \\uDC00 \\ud83d\\ud83d\\udc19\""))
                .isEqualTo("\"\\ud800 \\udc00 \\ud83d🐙\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1.0, 1",
        "-1, -1",
        "1e2, 100",
        "0.1, 0.1",
        "100.50, 100.5",
        "123456789012345680000, 123456789012345680000",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e21, 1.5e+21",
        "-1.25e300, -1.25e+300",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "0.00000123, 0.00000123",
        "1.23e-7, 1.23e-7",
        "5e-324, 5e-324",
        "2e-323, 2e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "1e999, null",
        "9007199254740993, 9007199254740992",
        "1795341792924, 1795341792924",
        "2.2250738585072014E-308, 2.2250738585072014e-308"
    })
    void numbersAreWrittenAsEcmaScriptDoes(String json, String expected) {
        assertThat(CanonicalJson.of(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "{", "[1,", "{\"a\"", "{\"a\":", "1 2", "nul", "{'a':1}", "[1,]", "\"\n\"", "01", "NaN", "//x"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.of(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void nestingBeyondTheLimitIsRefused() {
        int depth = JsonText.MAX_DEPTH;

        assertThat(CanonicalJson.of("[".repeat(depth) + "]".repeat(depth))).hasSize(2 * depth);
        assertThatThrownBy(() -> CanonicalJson.of("[".repeat(depth + 1) + "]".repeat(depth + 1)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("128");
    }
}
