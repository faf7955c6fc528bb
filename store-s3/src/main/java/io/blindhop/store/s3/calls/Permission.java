package io.blindhop.store.s3.calls;

import java.util.Comparator;
import software.amazon.awssdk.core.SdkRequest;

/**
 * An action as IAM names it, which for S3 is not the name of the operation
 * (<a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">reference</a>).
 *
 * @param action with the prefix of its service, for example {@code s3:ListBucket}
 * @param resource the kind: {@code table}, {@code index}, {@code bucket} (itself, also for listing), {@code objects},
 *     {@code secret} or {@code connections} (of a WebSocket API)
 */
record Permission(String action, String resource) implements Comparable<Permission> {
    private static final Comparator<Permission> ORDER =
            Comparator.comparing(Permission::action).thenComparing(Permission::resource);

    /** @throws IllegalArgumentException for a service or an operation of S3 whose permission is not known here */
    static Permission of(String service, String operation, SdkRequest request) {
        return switch (service) {
            case "DynamoDb" -> new Permission("dynamodb:" + operation, has(request, "IndexName") ? "index" : "table");
            case "SecretsManager" -> new Permission("secretsmanager:" + operation, "secret");
            // One action for all that is done to connections.
            case "ApiGatewayManagementApi" -> new Permission("execute-api:ManageConnections", "connections");
            case "S3" -> s3(operation);
            default -> throw unknown(service, operation);
        };
    }

    private static Permission s3(String operation) {
        return switch (operation) {
            case "GetObject", "HeadObject" -> new Permission("s3:GetObject", "objects");
            case "PutObject" -> new Permission("s3:PutObject", "objects");
            case "DeleteObject", "DeleteObjects" -> new Permission("s3:DeleteObject", "objects");
            case "ListObjectsV2" -> new Permission("s3:ListBucket", "bucket");
            default -> throw unknown("S3", operation);
        };
    }

    private static boolean has(SdkRequest request, String field) {
        return request.getValueForField(field, Object.class).isPresent();
    }

    private static IllegalArgumentException unknown(String service, String operation) {
        return new IllegalArgumentException(
                "add to Permission which action of IAM " + operation + " of " + service + " needs");
    }

    @Override
    public int compareTo(Permission other) {
        return ORDER.compare(this, other);
    }
}
