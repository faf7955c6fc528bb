package io.blindhop.store.s3.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

class PermissionTest {
    private static final SdkRequest REQUEST = GetObjectRequest.builder().build();

    @ParameterizedTest
    @CsvSource({
        "S3,HeadObject,s3:GetObject,objects",
        "S3,ListObjectsV2,s3:ListBucket,bucket",
        "S3,DeleteObjects,s3:DeleteObject,objects",
        "DynamoDb,UpdateItem,dynamodb:UpdateItem,table",
        "SecretsManager,GetSecretValue,secretsmanager:GetSecretValue,secret",
        "ApiGatewayManagementApi,PostToConnection,execute-api:ManageConnections,connections",
        "ApiGatewayManagementApi,DeleteConnection,execute-api:ManageConnections,connections"
    })
    void anOperationNeedsAnActionOnAKindOfResource(String service, String operation, String action, String resource) {
        assertThat(Permission.of(service, operation, REQUEST)).isEqualTo(new Permission(action, resource));
    }

    @Test
    void anOperationNobodyHasThoughtOfIsNotGuessed() {
        assertThatThrownBy(() -> Permission.of("S3", "PutObjectAcl", REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PutObjectAcl of S3");
        assertThatThrownBy(() -> Permission.of("Sqs", "SendMessage", REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SendMessage of Sqs");
    }
}
