package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SealingTest {
    private static final ArrivedEntry ENTRY = Person.ALICE.entries(1).docCreate("d");

    private final List<Long> passedOn = new ArrayList<>();
    private final AtomicInteger handedOut = new AtomicInteger();

    /** Entries whose order is their payload's first byte and more. */
    private EntryRead read(int count, Bytes payload) {
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {
                throw new AssertionError("nobody asks");
            }

            @Override
            public void to(EntrySink sink) throws IOException {
                for (long order = 1; order <= count; order++) {
                    handedOut.incrementAndGet();
                    sink.accept(new StoredEntry(ENTRY.metadata(), order, Optional.empty()), payload);
                }
            }
        };
    }

    private void feed(int count) throws IOException {
        Sealing.feed(read(count, Bytes.empty()), (entry, payload) -> entry.receiptOrder(), passedOn::add);
    }

    @Test
    void everythingIsPassedOnInItsOrder() throws IOException {
        feed(3 * Sealing.ENTRIES + 7);

        assertThat(passedOn)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 3 * Sealing.ENTRIES + 7)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void nothingBecomesNothing() throws IOException {
        feed(0);

        assertThat(passedOn).isEmpty();
    }

    @Test
    void noMoreThanAWindowWaits() throws IOException {
        AtomicInteger most = new AtomicInteger();
        Sealing.feed(read(500, Bytes.empty()), (entry, payload) -> entry, entry -> {
            most.accumulateAndGet(handedOut.get() - passedOn.size(), Math::max);
            passedOn.add(entry.receiptOrder());
        });

        assertThat(most).hasValue(Sealing.ENTRIES);
    }

    @Test
    void largePayloadsAreNotCollected() throws IOException {
        AtomicInteger most = new AtomicInteger();
        Bytes large = Bytes.wrap(new byte[Sealing.BYTES]);
        Sealing.feed(read(5, large), (entry, payload) -> entry, entry -> {
            most.accumulateAndGet(handedOut.get() - passedOn.size(), Math::max);
            passedOn.add(entry.receiptOrder());
        });

        assertThat(most).hasValue(1);
    }

    @Test
    void whatFailsIsNotPassedOn() {
        assertThatThrownBy(() -> Sealing.feed(
                        read(500, Bytes.empty()),
                        (entry, payload) -> {
                            if (entry.receiptOrder() == Sealing.ENTRIES + 5) {
                                throw new IllegalStateException("no key");
                            }
                            return entry.receiptOrder();
                        },
                        passedOn::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no key");
        assertThat(passedOn).hasSize(Sealing.ENTRIES);
    }
}
