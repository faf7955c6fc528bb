package io.blindhop.infra.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BucketDefinitionTest {
    @Test
    void theObjectsAreTheAccounts() {
        assertThat(new BucketDefinition("test-bucket").request().objectOwnershipAsString())
                .isEqualTo("BucketOwnerEnforced");
    }

    @Test
    void aNameThatTheServiceWouldNotTakeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketDefinition("Bucket"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketDefinition("ab"));
    }
}
