package io.blindhop.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final List<String> TEXTS = List.of(
            "",
            "\u0000",
            "a",
            "a\u0000",
            "a/b",
            "a-b",
            "Z",
            "\u007f",
            "\u0080",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff",
            "x\ud83d\ude00",
            "x\ud83d\ude01",
            "x\uffee");

    @Test
    void theLengthIsThatOfTheBytes() {
        for (String text : TEXTS) {
            assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void theOrderIsThatOfTheBytes() {
        for (String a : TEXTS) {
            for (String b : TEXTS) {
                int expected =
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(Utf8.ORDER.compare(a, b)))
                        .as("%s ? %s", a, b)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }

    @Test
    void anUnpairedSurrogateIsRefused() {
        for (String text : List.of("\ud800", "a\udc00", "\ud800x", "\ud83d\ud83d\ude00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Utf8.length(text))
                    .withMessageContaining("unpaired surrogate");
        }
    }

    @Test
    void onlyHalvesOfPairsAreSurrogates() {
        assertThat(Utf8.hasSurrogates("")).isFalse();
        assertThat(Utf8.hasSurrogates("aü\uD7FF\uE000\uFFFF")).isFalse();
        assertThat(Utf8.hasSurrogates("a\uD83D\uDE00")).isTrue();
        assertThat(Utf8.hasSurrogates("\uDFFF")).isTrue();
    }
}
