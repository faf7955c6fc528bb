package io.blindhop.infra.emulators;

import io.blindhop.infra.definition.BucketDefinition;
import io.blindhop.store.s3.aws.S3Clients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** s3proxy, in memory; one for a run of tests, started by the first that asks for it. */
public final class S3ProxyProcess {
    private static final String NAME = "s3proxy";

    private S3ProxyProcess() {}

    /** @throws IllegalStateException that says how to get them, if its libraries are not there */
    public static void requireLibraries() {
        EmulatorProcess.libraries(NAME);
    }

    public static URI endpoint() {
        return Running.EMULATOR.endpoint();
    }

    /** A client of the emulator; it is the caller's to close. */
    public static S3Client client() {
        return builder().build();
    }

    /** For a client of the emulator with something special about it. */
    public static S3ClientBuilder builder() {
        return S3Clients.builder(Patient.BACKOFF)
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /** A new bucket and its name. */
    public static String newBucket(S3Client client) {
        BucketDefinition definition = new BucketDefinition("test-" + UUID.randomUUID());
        definition.create(client);
        return definition.name();
    }

    private static List<String> arguments(int port) throws IOException {
        Path configuration = Files.writeString(EmulatorProcess.target("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=local
                s3proxy.credential=local
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=transient-nio2
                """.formatted(port));
        return List.of("org.gaul.s3proxy.Main", "--properties", configuration.toString());
    }

    private static final class Running {
        static final EmulatorProcess EMULATOR = EmulatorProcess.start(NAME, S3ProxyProcess::arguments);
    }
}
