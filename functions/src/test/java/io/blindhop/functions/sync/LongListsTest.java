package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest lists of protocol 3.2 are answered; that longer ones are not is part of the suite. */
class LongListsTest {
    @ParameterizedTest
    @CsvSource({
        "hasEntries, ids",
        "getEntries, ids",
        "getEntriesBinary, ids",
        "findNewEntries, haveIds",
        "findNewEntriesForDoc, haveIds",
        "planDocumentMaterializationBatch, docIds"
    })
    void aListOf100_000IdsIsAnswered(String route, String member) {
        try (TestNode node = new TestNode()) {
            StoreClient notes = node.register(TestTenant.RECORDED)
                    .grant()
                    .login(Person.ALICE)
                    .docs("notes");
            ObjectNode body = WireEntries.object().put("docId", "a");
            ArrayNode ids = body.putArray(member);
            for (int i = 0; i < 100_000; i++) {
                ids.add("x" + i);
            }
            assertThat(notes.call(route, body).status()).isEqualTo(200);
        }
    }
}
