package io.blindhop.store.dynamo.aws;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.table.Item;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What a failure of the SDK means for a caller of the port. */
final class DynamoErrors {
    private DynamoErrors() {}

    /**
     * Calls the service, after whose own bounded retries every failure that a later try may not meet (throttling, 5xx, a
     * time-out, no network, a wrong clock) is a {@link StoreUnavailableException}.
     *
     * @throws ConditionalCheckFailedException as the service says it
     * @throws IllegalArgumentException if the service finds the request invalid, for example an item too large
     * @throws IllegalStateException if the service refuses for another reason: no such table, no permission
     */
    static <T> T translate(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw translated(what, e);
        } catch (SdkException e) {
            throw new StoreUnavailableException(what + ": DynamoDB cannot be reached", e);
        }
    }

    private static RuntimeException translated(String what, AwsServiceException e) {
        if (e.statusCode() >= 500 || e.isThrottlingException() || e.isClockSkewException() || isConflict(e)) {
            return new StoreUnavailableException(what + ": DynamoDB cannot answer now", e);
        }
        String refused = what + ": DynamoDB refuses: " + e.awsErrorDetails().errorMessage();
        return "ValidationException".equals(e.awsErrorDetails().errorCode())
                ? new IllegalArgumentException(
                        refused + " (an item has at most " + Item.MAX_BYTES + " bytes with names)", e)
                : new IllegalStateException(refused, e);
    }

    static boolean isConflict(AwsServiceException e) {
        return "TransactionConflictException".equals(e.awsErrorDetails().errorCode());
    }
}
