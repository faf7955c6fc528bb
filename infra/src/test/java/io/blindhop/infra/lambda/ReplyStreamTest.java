package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyStreamTest {
    private static final Bytes HALF = Bytes.wrap(new byte[128 * 1024]);

    private final List<Boolean> mayRead = new ArrayList<>();
    private final ReplyStream stream = new ReplyStream(mayRead::add);

    @Test
    void chunksComeOutOneByOneAndThenTheEnd() throws Exception {
        stream.arrived(Bytes.utf8("a"));
        stream.arrived(Bytes.utf8("bc"));
        stream.end();
        assertThat(stream.take()).contains(Bytes.utf8("a"));
        assertThat(stream.take()).contains(Bytes.utf8("bc"));
        assertThat(stream.take()).isEmpty();
        assertThat(stream.take()).isEmpty();
    }

    @Test
    void whatArrivedBeforeAFailureComesOutBeforeTheFailure() throws Exception {
        stream.arrived(Bytes.utf8("a"));
        stream.fail(new FunctionError("Runtime.First", "first"));
        stream.arrived(Bytes.utf8("late"));
        stream.fail(new FunctionError("Runtime.Second", ""));
        stream.end();
        assertThat(stream.take()).contains(Bytes.utf8("a"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(stream::take).hasMessage("The function failed with Runtime.First: first");
        }
    }

    @Test
    void aFailureAfterTheEndIsNone() throws Exception {
        stream.end();
        stream.fail(new FunctionError("Runtime.Late", ""));
        assertThat(stream.take()).isEmpty();
    }

    @Test
    void theConnectionIsNotReadWhileTooMuchWaits() throws Exception {
        stream.arrived(HALF);
        assertThat(mayRead).isEmpty();
        stream.arrived(HALF);
        assertThat(mayRead).containsExactly(false);
        assertThat(stream.take()).contains(HALF);
        assertThat(mayRead).containsExactly(false, true);
    }

    @Test
    void whatIsDiscardedDoesNotHoldTheConnectionBack() throws Exception {
        stream.arrived(HALF);
        stream.arrived(HALF);
        stream.discard();
        assertThat(mayRead).containsExactly(false, true);
        stream.arrived(HALF);
        stream.arrived(HALF);
        stream.end();
        assertThat(mayRead).hasSize(2);
        assertThat(stream.take()).isEmpty();
    }
}
