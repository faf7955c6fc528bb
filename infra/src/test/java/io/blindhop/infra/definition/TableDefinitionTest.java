package io.blindhop.infra.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

class TableDefinitionTest {
    @Test
    void theTableIsOnDemandWithAStreamAndNoIndex() {
        CreateTableRequest request = new TableDefinition("test-table").request();
        assertThat(request.tableName()).isEqualTo("test-table");
        assertThat(request.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(request.keySchema().toString())
                .contains("AttributeName=pk, KeyType=HASH", "AttributeName=sk, KeyType=RANGE");
        assertThat(request.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
        assertThat(request.hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void aNameThatTheServiceWouldNotTakeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TableDefinition("a/b"));
    }
}
