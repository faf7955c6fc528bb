package io.blindhop.store.dynamo.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "500,InternalServerError",
        "503,ServiceUnavailable",
        "400,ProvisionedThroughputExceededException",
        "400,ThrottlingException",
        "400,RequestLimitExceeded",
        "400,TransactionConflictException",
        "400,RequestTimeTooSkewed"
    })
    void whatALaterTryMayNotMeetIsUnavailability(int status, String code) {
        assertThatThrownBy(() -> fail(service(status, code))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aServiceThatCannotBeReachedIsUnavailable() {
        assertThatThrownBy(() -> fail(SdkClientException.create("connection refused")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("read of x");
        assertThatThrownBy(() -> fail(ApiCallTimeoutException.create(15_000)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anInvalidRequestIsAnIllegalArgument() {
        assertThatThrownBy(() -> fail(service(400, "ValidationException")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("read of x")
                .hasMessageContaining("because");
    }

    @ParameterizedTest
    @CsvSource({"ResourceNotFoundException", "AccessDeniedException"})
    void aMistakeOfTheDeploymentIsNeither(String code) {
        assertThatThrownBy(() -> fail(service(400, code)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("because");
    }

    @Test
    void aFailedConditionPasses() {
        ConditionalCheckFailedException failed =
                ConditionalCheckFailedException.builder().build();
        assertThatThrownBy(() -> fail(failed)).isSameAs(failed);
    }

    private static void fail(RuntimeException failure) {
        DynamoErrors.translate("read of x", () -> {
            throw failure;
        });
    }

    private static RuntimeException service(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("because")
                        .build())
                .build();
    }
}
