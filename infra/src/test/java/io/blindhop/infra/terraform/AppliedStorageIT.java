package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * Terraform applies {@code table.tf} and {@code buckets.tf} of the module {@code region} to emulators. DynamoDB Local has neither
 * point-in-time recovery nor tags, and s3proxy no settings of buckets: these are kept for it and do nothing.
 */
@Timeout(900)
class AppliedStorageIT {
    private static final String TABLE = "acme-data";
    private static final String BUCKET = "acme-objects-000000000000-eu-central-1";
    private static final String[] APPLY = {"apply", "-no-color", "-input=false", "-auto-approve"};
    private static final String[] DESTROY = {"destroy", "-no-color", "-input=false", "-auto-approve"};
    private static final String[] GIVE_UP = {"-var=deletion_protection=false", "-var=force_destroy=true"};

    private final ArrivedEntry small = Person.ALICE.entries(1).docCreate("small");
    private final ArrivedEntry large = Person.ALICE.entries(2).docCreate("large", 100_000);

    @TempDir
    private Path work;

    @Test
    void aNodeWorksOnWhatIsAppliedAndOnlyADestroyThatWasPreparedTakesItAway() throws Exception {
        try (SettingsOfBuckets settings = SettingsOfBuckets.before(S3ProxyProcess.endpoint());
                DynamoDbClient dynamo = DynamoDbLocalProcess.client();
                S3Client s3 = S3ProxyProcess.client()) {
            Optional<Terraform> found = storage(settings);
            Assumptions.assumeTrue(found.isPresent(), "there is no Terraform");
            Terraform terraform = found.get();

            mustRun(terraform, APPLY);
            theTableIsThatOfJava(dynamo);
            assertThat(settings.of(BUCKET, "publicAccessBlock").orElseThrow()).contains("<BlockPublicPolicy>true");
            assertThat(settings.of(BUCKET, "policy").orElseThrow()).contains("aws:SecureTransport");
            assertThat(settings.of(BUCKET, "ownershipControls").orElseThrow()).contains("BucketOwnerEnforced");
            assertThat(settings.of(BUCKET, "encryption").orElseThrow()).contains("AES256");
            Table table = new DynamoDbTable(dynamo, TABLE, TableMeter.NONE, Patient.BACKOFF);
            try (NodeOnAws node = new NodeOnAws(
                    table, new S3BlobStore(s3, BUCKET, BlobMeter.NONE, Patient.BACKOFF), Patient.BACKOFF)) {
                StoreClient notes = TestTenant.register(node, TestTenant.RECORDED)
                        .grant()
                        .login(Person.ALICE)
                        .docs("notes");
                notes.putBinary(List.of(small, large)).ok();

                assertThat(terraform.run(DESTROY)).isNotZero();
                assertThat(Files.readString(terraform.said()))
                        .contains("protected against deletion")
                        .doesNotContain("BucketNotEmpty");
                assertThat(notes.pullBinary(List.of(small.id(), large.id())))
                        .containsEntry(small.id(), small.payload())
                        .containsEntry(large.id(), large.payload());
            }

            mustRun(terraform, with(APPLY, GIVE_UP));
            mustRun(terraform, with(DESTROY, GIVE_UP));
            assertThat(dynamo.listTables().tableNames()).doesNotContain(TABLE);
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(BUCKET);
        }
    }

    private Optional<Terraform> storage(SettingsOfBuckets settings) throws IOException, InterruptedException {
        Terraform.copy("modules/region", work.resolve("region"));
        Path folder = Files.createDirectory(work.resolve("storage"));
        try (Stream<Path> files = Files.list(work.resolve("region"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().matches("(table|buckets|versions|variables.*)\\.tf")) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
        try (InputStream emulators =
                Objects.requireNonNull(AppliedStorageIT.class.getResourceAsStream("emulators.tf"))) {
            Files.copy(emulators, folder.resolve("emulators.tf"));
        }
        return Terraform.in(
                folder,
                Map.of(
                        "name",
                        "acme",
                        "package_file",
                        work.resolve("region/tests/fixtures/package.zip").toString(),
                        "point_in_time_recovery_days",
                        "0",
                        "endpoints",
                        "{dynamodb=\"%s\",s3=\"%s\"}".formatted(DynamoDbLocalProcess.endpoint(), settings.endpoint())),
                "The apply to emulators");
    }

    private static void theTableIsThatOfJava(DynamoDbClient dynamo) {
        TableDescription applied = describe(dynamo, TABLE);
        TableDescription java = describe(dynamo, DynamoDbLocalProcess.newTable(dynamo));
        assertThat(applied.keySchema()).isEqualTo(java.keySchema());
        assertThat(applied.attributeDefinitions()).containsExactlyInAnyOrderElementsOf(java.attributeDefinitions());
        assertThat(applied.billingModeSummary().billingMode())
                .isEqualTo(java.billingModeSummary().billingMode());
        assertThat(applied.streamSpecification()).isEqualTo(java.streamSpecification());
        assertThat(applied.hasGlobalSecondaryIndexes() || applied.hasLocalSecondaryIndexes())
                .isFalse();
        assertThat(applied.deletionProtectionEnabled()).isTrue();
        assertThat(dynamo.describeTimeToLive(of -> of.tableName(TABLE))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo(Table.TTL);
    }

    private static TableDescription describe(DynamoDbClient dynamo, String name) {
        return dynamo.describeTable(of -> of.tableName(name)).table();
    }

    private static void mustRun(Terraform terraform, String... arguments) throws IOException, InterruptedException {
        int code = terraform.run(arguments);
        assertThat(code).as(Files.readString(terraform.said())).isZero();
    }

    private static String[] with(String[] command, String[] more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }
}
