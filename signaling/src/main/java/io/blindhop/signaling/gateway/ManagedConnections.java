package io.blindhop.signaling.gateway;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/**
 * The connections of a WebSocket API, through its management API. Nobody is there before {@code $connect} has returned.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">Use
 *     &#64;connections commands in your backend service</a>
 */
public final class ManagedConnections implements Connections {
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int THROTTLED = 429;
    private static final int FAULT = 500;

    private final ApiGatewayManagementApiClient client;

    public ManagedConnections(ApiGatewayManagementApiClient client) {
        this.client = client;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the message is too large for the platform
     * @throws IllegalStateException if the platform refuses for a reason that another try does not mend
     */
    @Override
    public void post(String connectionId, String message) throws ConnectionGoneException {
        try {
            client.postToConnection(
                    request -> request.connectionId(connectionId).data(SdkBytes.fromUtf8String(message)));
        } catch (SdkException e) {
            if (isGone(e)) {
                throw new ConnectionGoneException();
            }
            throw failure(e, message.length());
        }
    }

    @Override
    public void close(String connectionId) {
        try {
            client.deleteConnection(request -> request.connectionId(connectionId));
        } catch (SdkException e) {
            if (!isGone(e)) {
                throw failure(e, 0);
            }
        }
    }

    /** By its status: the name of the error is in a header, which a proxy may drop. */
    private static boolean isGone(SdkException failure) {
        return failure instanceof AwsServiceException said && said.statusCode() == GONE;
    }

    /** Neither the id of the connection nor the message is in any of them. */
    private static RuntimeException failure(SdkException failure, int characters) {
        if (!(failure instanceof AwsServiceException said)) {
            return new StoreUnavailableException("API Gateway cannot be reached", failure);
        }
        return switch (said.statusCode()) {
            case TOO_LARGE ->
                new IllegalArgumentException("A message of " + characters + " characters is too large to be posted");
            // 403 is also the answer while a permission is on its way to where it is asked for.
            case FORBIDDEN, THROTTLED -> new StoreUnavailableException("API Gateway does not take this now", failure);
            default ->
                said.statusCode() >= FAULT
                        ? new StoreUnavailableException("API Gateway cannot answer now", failure)
                        : new IllegalStateException("API Gateway refuses with status " + said.statusCode(), failure);
        };
    }
}
