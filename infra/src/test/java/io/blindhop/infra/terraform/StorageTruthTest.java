package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.definition.BucketDefinition;
import io.blindhop.infra.definition.TableDefinition;
import io.blindhop.store.dynamo.table.Table;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table and the bucket that Terraform makes are those that embedded and test use make. */
class StorageTruthTest {
    private static final CreateTableRequest JAVA = new TableDefinition("hop-data").request();
    private static final HclBlock TERRAFORM =
            TerraformFiles.resource(TerraformFiles.module("region"), "aws_dynamodb_table", "this");

    @Test
    void theKeysAreTheSame() {
        Map<String, String> keys = JAVA.keySchema().stream()
                .collect(Collectors.toMap(KeySchemaElement::keyTypeAsString, KeySchemaElement::attributeName));
        assertThat(keys).isEqualTo(Map.of("HASH", TERRAFORM.text("hash_key"), "RANGE", TERRAFORM.text("range_key")));
    }

    @Test
    void theAttributesAreTheSame() {
        Map<String, String> java = JAVA.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        Map<String, String> terraform = TERRAFORM
                .all("attribute")
                .collect(Collectors.toMap(block -> block.text("name"), block -> block.text("type")));
        assertThat(terraform).isEqualTo(java);
    }

    @Test
    void bothAreOnDemandWithoutIndexes() {
        assertThat(TERRAFORM.text("billing_mode")).isEqualTo(JAVA.billingModeAsString());
        assertThat(JAVA.hasGlobalSecondaryIndexes() || JAVA.hasLocalSecondaryIndexes())
                .isEqualTo(TERRAFORM.blocks().stream()
                        .anyMatch(block -> block.type().endsWith("_index")))
                .isFalse();
    }

    @Test
    void theStreamHasTheSameView() {
        assertThat(TERRAFORM.expression("stream_enabled"))
                .isEqualTo(JAVA.streamSpecification().streamEnabled().toString());
        assertThat(TERRAFORM.text("stream_view_type"))
                .isEqualTo(JAVA.streamSpecification().streamViewTypeAsString());
    }

    @Test
    void rowsExpireByTheSameAttribute() {
        assertThat(TERRAFORM.one("ttl").text("attribute_name")).isEqualTo(Table.TTL);
        assertThat(TERRAFORM.one("ttl").expression("enabled")).isEqualTo("true");
    }

    /** Terraform deletes what depends first, and then nothing if that failed. */
    @Test
    void aDestroyThatTheTableRefusesLeavesTheBucketAndTheSecretsWithWhichItsRowsAreSealed() {
        assertThat(TERRAFORM.expression("depends_on"))
                .isEqualTo("[aws_s3_bucket.this, aws_secretsmanager_secret.this]");
    }

    @Test
    void oneSwitchAloneGivesUpNeitherTheTableNorTheObjectsNorTheSecrets() {
        HclBlock region = TerraformFiles.module("region");
        assertThat(TerraformFiles.local(region, "given_up")).isEqualTo("var.force_destroy && !var.deletion_protection");
        assertThat(TERRAFORM.expression("deletion_protection_enabled")).isEqualTo("!local.given_up");
        assertThat(TerraformFiles.resource(region, "aws_s3_bucket", "this").expression("force_destroy"))
                .isEqualTo("each.key == \"packages\" || local.given_up");
        assertThat(TerraformFiles.resource(region, "aws_secretsmanager_secret", "this")
                        .expression("recovery_window_in_days"))
                .isEqualTo("local.given_up ? 0 : var.secret_recovery_days");
    }

    @Test
    void objectsAreOwnedByTheAccount() {
        HclBlock ownership =
                TerraformFiles.resource(TerraformFiles.module("region"), "aws_s3_bucket_ownership_controls", "this");
        assertThat(ownership.one("rule").text("object_ownership"))
                .isEqualTo(new BucketDefinition("hop-objects").request().objectOwnershipAsString());
    }

    /** A bucket that Java makes has none. */
    @Test
    void theBucketHasNoVersionsUnlessTheyAreAskedFor() {
        HclBlock region = TerraformFiles.module("region");
        assertThat(TerraformFiles.resource(region, "aws_s3_bucket_versioning", "objects")
                        .expression("count"))
                .isEqualTo("var.deleted_objects_days > 0 ? 1 : 0");
        assertThat(TerraformFiles.variable(region, "deleted_objects_days").expression("default"))
                .isEqualTo("0");
    }

    @Test
    void theFunctionsAreGivenThisTableAndTheBucketOfObjects() {
        String environment = TerraformFiles.local(TerraformFiles.module("region"), "environment");
        assertThat(environment)
                .containsPattern("BLINDHOP_TABLE +=\\s+aws_dynamodb_table\\.this\\.name")
                .containsPattern("BLINDHOP_BUCKET +=\\s+aws_s3_bucket\\.this\\[\"objects\"]\\.id");
    }
}
