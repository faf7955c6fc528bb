package io.blindhop.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class RecipientsParserTest {
    @Test
    void theTextBecomesTheOneThatIsSigned() {
        assertThat(RecipientsParser.parse("{\"wraps\": [{\"kind\": \"us\\u0065r\"}], \"epoch\": 1e0}"))
                .isEqualTo(new Recipients("{\"wraps\":[{\"kind\":\"user\"}],\"epoch\":1}", true));
    }

    @Test
    void absentNullAndEmptyWrapsAreNoWraps() {
        assertThat(RecipientsParser.parse("{}").hasWraps()).isFalse();
        assertThat(RecipientsParser.parse("{\"wraps\":null}").hasWraps()).isFalse();
        assertThat(RecipientsParser.parse("{\"wraps\":[]}").hasWraps()).isFalse();
    }

    @Test
    void whatIsNoObjectOrHasNoArrayIsRefused() {
        assertThatThrownBy(() -> RecipientsParser.parse("[]"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("recipients must be an object");
        assertThatThrownBy(() -> RecipientsParser.parse("{\"wraps\":\"x\"}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("recipients.wraps must be an array");
    }
}
