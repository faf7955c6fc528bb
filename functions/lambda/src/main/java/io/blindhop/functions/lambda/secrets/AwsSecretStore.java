package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets of AWS Secrets Manager, named by ARN. No text of a secret is ever in an exception. */
public final class AwsSecretStore implements SecretStore {
    private final SecretsManagerClient client;

    public AwsSecretStore(SecretsManagerClient client) {
        this.client = client;
    }

    @Override
    public Optional<String> read(String name) {
        try {
            return call(() -> Optional.ofNullable(
                    client.getSecretValue(request -> request.secretId(name)).secretString()));
        } catch (ResourceNotFoundException noVersionYet) {
            return Optional.empty();
        }
    }

    /** A token names a version: the service refuses a second text for the same token. */
    @Override
    public boolean writeFirst(String name, String text) {
        String first = UUID.nameUUIDFromBytes(("first version of " + name).getBytes(StandardCharsets.UTF_8))
                .toString();
        try {
            call(() -> client.putSecretValue(
                    request -> request.secretId(name).secretString(text).clientRequestToken(first)));
            return true;
        } catch (ResourceExistsException somebodyElseWasFaster) {
            return false;
        }
    }

    @Override
    public void replace(String name, String text) {
        call(() -> client.putSecretValue(request -> request.secretId(name).secretString(text)));
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException | ResourceExistsException e) {
            throw e;
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 500 || e.isThrottlingException()) {
                throw new StoreUnavailableException("Secrets Manager cannot answer now", e);
            }
            throw new IllegalStateException("Secrets Manager refuses: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new StoreUnavailableException("Secrets Manager cannot be reached", e);
        }
    }
}
