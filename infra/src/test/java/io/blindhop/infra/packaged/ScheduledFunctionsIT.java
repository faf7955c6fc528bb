package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.infra.lambda.FunctionFailedException;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.protocol.entry.RecordedEntries;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The functions that Quarkus runs, as the platform calls them. */
@Timeout(120)
class ScheduledFunctionsIT {
    /** What EventBridge Scheduler sends when no input is configured for it. */
    private static final String SCHEDULED = """
            {"version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
             "source": "aws.events", "account": "123456789012", "time": "2026-10-08T16:53:06Z",
             "region": "eu-central-1", "resources": [], "detail": {}}
            """;

    /** A commit of one entry and the expiry of a nonce, as the stream of the table brings them. */
    private static final String CHANGES = """
            {"Records": [
             {"eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
              "awsRegion": "eu-central-1",
              "dynamodb": {"ApproximateCreationDateTime": 1795370000, "SequenceNumber": "111", "SizeBytes": 200,
               "StreamViewType": "NEW_IMAGE",
               "Keys": {"pk": {"S": "S#inc#notes#docs"}, "sk": {"S": "C#0000000000000000001"}},
               "NewImage": {"pk": {"S": "S#inc#notes#docs"}, "sk": {"S": "C#0000000000000000001"},
                "e": {"S": "epoch"}, "p": {"S": "00000000000000000000000000000001"}, "f": {"N": "1"},
                "l": {"N": "1"}, "n": {"N": "1"}, "ba": {"N": "0"}, "bc": {"N": "1"}, "r": {"N": "5"},
                "te": {"N": "1"}, "tb": {"N": "9"}, "im": {"N": "0"}, "ix": {"N": "0"}, "rv": {"N": "0"}}},
              "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/2026-10-08T00:00:00.000"},
             {"eventID": "2", "eventName": "REMOVE", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
              "awsRegion": "eu-central-1",
              "dynamodb": {"SequenceNumber": "112", "StreamViewType": "NEW_IMAGE",
               "Keys": {"pk": {"S": "N#1"}, "sk": {"S": "N"}}}}]}
            """;

    @Test
    void maintenanceSweepsWhenItsScheduleSaysNothingElseAndAgainInTheSameCopy() throws IOException {
        try (LambdaFunction maintenance = Deployment.function("maintenance")) {
            for (String event : new String[] {SCHEDULED, "{}", "{\"action\":\"sweep\"}"}) {
                JsonNode result = RecordedEntries.json(maintenance.invoke(event));
                assertThat(result.get("action").asText()).isEqualTo("sweep");
                assertThat(result.get("secretsMade").asBoolean()).isFalse();
                assertThat(result.get("objectsDeleted").isInt()).isTrue();
            }
            assertThat(maintenance.copies()).hasSize(1);
        }
    }

    @Test
    void anActionThatNobodyKnowsFailsTheInvocationAndTheNextOneIsDone() throws IOException {
        try (LambdaFunction maintenance = Deployment.function("maintenance")) {
            assertThatThrownBy(() -> maintenance.invoke("{\"action\":\"sweeep\"}"))
                    .isInstanceOf(FunctionFailedException.class)
                    .hasMessageContaining("The action is none of sweep, initialise, rotate-token-secret");
            String again = maintenance.invoke("{\"action\":\"initialise\"}");
            assertThat(RecordedEntries.json(again).get("secretsMade").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void notifyTakesABatchOfTheStreamAndSaysWhichStoresChanged() throws IOException {
        try (LambdaFunction notify = Deployment.function("notify")) {
            assertThat(notify.invoke(CHANGES)).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(notify.copies().getFirst().output())
                    .anySatisfy(line -> assertThat(line).contains("\"Run\":\"notify\"", "\"StoresChanged\":1"));
        }
    }

    @Test
    void notifyFailsOnWhatIsNoEvent() throws IOException {
        try (LambdaFunction notify = Deployment.function("notify")) {
            assertThatThrownBy(() -> notify.invoke("{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":"
                            + "{\"pk\":{\"S\":\"S#inc#notes#docs\"},\"sk\":{\"S\":\"C#1\"},\"f\":{\"N\":\"one\"}}}}]}"))
                    .isInstanceOf(FunctionFailedException.class);
        }
    }
}
