package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedPushTest {
    @Test
    void aPushThatIsRepeatedLaterIsAnsweredWithTheFirstReceiptAndLeavesNoObject() {
        try (TestNode node = new TestNode()) {
            StoreClient notes = node.register(TestTenant.RECORDED)
                    .grant()
                    .login(Person.ALICE)
                    .docs("notes");
            List<ArrivedEntry> batch = List.of(Person.ALICE.entries(1).docCreate("a"));
            JsonNode first = notes.putBinary(batch).ok().json();
            assertThat(first.at("/receipts/0/receivedAt").asLong()).isEqualTo(TestNode.START);
            List<String> objects = node.objects();
            node.advance(Duration.ofMinutes(1));

            assertThat(notes.putBinary(batch).ok().json()).isEqualTo(first);
            assertThat(node.objects()).isEqualTo(objects);
        }
    }
}
