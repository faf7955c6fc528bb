package io.blindhop.store.s3.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "500,InternalError",
        "503,SlowDown",
        "429,TooManyRequests",
        "409,OperationAborted",
        "412,PreconditionFailed",
        "400,RequestTimeout",
        "403,RequestTimeTooSkewed"
    })
    void whatALaterTryMayNotMeetIsUnavailability(int status, String code) {
        assertThatThrownBy(() -> fail(service(status, code))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aServiceThatCannotBeReachedIsUnavailable() {
        assertThatThrownBy(() -> fail(SdkClientException.create("connection refused")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("get of x");
    }

    @ParameterizedTest
    @CsvSource({"403,AccessDenied", "404,NoSuchBucket"})
    void aMistakeOfTheDeploymentIsNoMissingObject(int status, String code) {
        assertThatThrownBy(() -> fail(service(status, code))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"404,NoSuchKey", "416,InvalidRange"})
    void aMissingObjectOrRangePasses(int status, String code) {
        RuntimeException failure = service(status, code);
        assertThatThrownBy(() -> fail(failure)).isSameAs(failure);
    }

    private static void fail(RuntimeException failure) {
        S3Errors.translate("get of x", () -> {
            throw failure;
        });
    }

    private static RuntimeException service(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("because")
                        .build())
                .build();
    }
}
