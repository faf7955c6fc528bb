package io.blindhop.store.s3.aws;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of the SDK means for a caller of the port. */
final class S3Errors {
    static final int RANGE_NOT_SATISFIABLE = 416;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final Set<String> REFUSED =
            Set.of("AccessDenied", "MalformedXML", "InvalidArgument", "KeyTooLongError");
    private static final Set<String> TIMED_OUT = Set.of("RequestTimeout", "RequestTimeoutException");

    private S3Errors() {}

    /**
     * Calls the service, after whose own bounded retries every failure that a later try may not meet (throttling, 5xx, a
     * time-out, no network, a wrong clock) is a {@link StoreUnavailableException}.
     *
     * @throws AwsServiceException as the service says it, for 404 (of an object) and 416
     * @throws IllegalStateException if the service refuses for another reason: no such bucket, no permission
     */
    static <T> T translate(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw translated(what, e);
        } catch (SdkException e) {
            throw new StoreUnavailableException(what + ": S3 cannot be reached", e);
        }
    }

    private static RuntimeException translated(String what, AwsServiceException e) {
        int status = e.statusCode();
        boolean noBucket = "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
        if ((status == NOT_FOUND && !noBucket) || status == RANGE_NOT_SATISFIABLE) {
            return e;
        }
        if (status >= 500
                || e.isThrottlingException()
                || e.isClockSkewException()
                || isConflict(e)
                || TIMED_OUT.contains(e.awsErrorDetails().errorCode())) {
            return new StoreUnavailableException(what + ": S3 cannot answer now", e);
        }
        return new IllegalStateException(what + ": S3 refuses: " + e.getMessage(), e);
    }

    /** Somebody else changes the same object or the bucket at this moment; we send no conditions of our own. */
    static boolean isConflict(AwsServiceException e) {
        return e.statusCode() == CONFLICT || e.statusCode() == PRECONDITION_FAILED;
    }

    /** What S3 says of one object of several, which it would say again. */
    static boolean isRefusal(String code) {
        return REFUSED.contains(code);
    }
}
