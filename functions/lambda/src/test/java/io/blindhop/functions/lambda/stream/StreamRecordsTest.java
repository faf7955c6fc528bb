package io.blindhop.functions.lambda.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.s3.StoreId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamRecordsTest {
    private static final StoreId NOTES = new StoreId("inc", "notes", StoreKind.DOCS);

    private static String commit(String event, String pk, long first, long last, int entries) {
        return """
                {"eventID": "1", "eventName": "%s", "eventSource": "aws:dynamodb", "awsRegion": "eu-central-1",
                 "dynamodb": {"Keys": {"pk": {"S": "%s"}, "sk": {"S": "C#%019d"}}, "SequenceNumber": "%d",
                  "NewImage": {"pk": {"S": "%s"}, "sk": {"S": "C#%019d"}, "e": {"S": "epoch"},
                   "p": {"S": "00000000000000000000000000000001"}, "f": {"N": "%d"}, "l": {"N": "%d"}, "n": {"N": "%d"},
                   "ba": {"N": "0"}, "bc": {"N": "1"}, "r": {"N": "5"}, "te": {"N": "3"}, "tb": {"N": "9"},
                   "im": {"N": "0"}, "ix": {"N": "0"}, "rv": {"N": "0"}}}}
                """.formatted(event, pk, first, first, pk, first, first, last, entries);
    }

    private static InputStream batch(String... records) {
        String json = "{\"Records\":[" + String.join(",", records) + "]}";
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void manyCommitsOfAStoreAreOneChangeWithTheFurthestHead() throws IOException {
        assertThat(StreamRecords.changes(batch(
                        commit("INSERT", "S#inc#notes#docs", 4, 6, 3),
                        commit("INSERT", "S#inc#notes#attachments", 1, 1, 1),
                        commit("INSERT", "S#inc#notes#docs", 1, 3, 3))))
                .containsExactly(
                        new StoreChange(new LogChange(NOTES, new StoreHead("epoch", 6)), "4"),
                        new StoreChange(
                                new LogChange(
                                        new StoreId("inc", "notes", StoreKind.ATTACHMENTS), new StoreHead("epoch", 1)),
                                "1"));
    }

    @Test
    void whatIsNoNewEntryIsNoChange() throws IOException {
        String blockRow = "{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":{\"pk\":{\"S\":\"S#inc#notes#docs\"},"
                + "\"sk\":{\"S\":\"B#1\"},\"d\":{\"B\":\"AAEC\"}}}}";
        String expired = "{\"eventName\":\"REMOVE\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"N#1\"}}}}";
        assertThat(StreamRecords.changes(batch(
                        commit("MODIFY", "S#inc#notes#docs", 4, 6, 3),
                        commit("INSERT", "S#inc#notes#docs", 7, 7, 0),
                        commit("INSERT", "X#inc", 7, 7, 1),
                        blockRow,
                        expired)))
                .isEmpty();
        assertThat(StreamRecords.changes(batch())).isEmpty();
    }

    @Test
    void whatIsNoEventFailsTheBatch() {
        InputStream broken = new ByteArrayInputStream("{".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> StreamRecords.changes(broken)).isInstanceOf(IOException.class);
    }
}
