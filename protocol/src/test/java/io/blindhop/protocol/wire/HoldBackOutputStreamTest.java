package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HoldBackOutputStreamTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final HoldBackOutputStream out = new HoldBackOutputStream(sent);

    @Test
    void theLastByteWaitsForTheNext() throws IOException {
        out.write(new byte[] {1, 2, 3});
        out.flush();
        assertThat(sent.toByteArray()).containsExactly(1, 2);
        out.write(4);
        assertThat(sent.toByteArray()).containsExactly(1, 2, 3);
        out.write(new byte[0]);
        assertThat(sent.toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void aWholeAnswerIsPassedOnWhole() throws IOException {
        out.write(new byte[] {1, -1, 3}, 1, 1);
        out.complete();
        out.close();
        assertThat(sent.toByteArray()).containsExactly(-1);
    }

    @Test
    void anAnswerThatIsOnlyClosedLacksItsLastByte() throws IOException {
        out.write(new byte[] {1, 2, 3});
        out.close();
        assertThat(sent.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void nothingFollowsTheEnd() throws IOException {
        out.complete();
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(out::complete).isInstanceOf(IOException.class);
        assertThat(sent.size()).isZero();
    }
}
