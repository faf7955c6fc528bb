package io.blindhop.infra.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** LocalStack in a container, one for a run of tests; the tests that need it are skipped where there is no Docker. */
final class LocalStack {
    /** The last that runs without a token. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private LocalStack() {}

    /** Skips the caller if there is no Docker; the first time it is asked it says so. */
    static void require() {
        assumeTrue(Docker.AVAILABLE, "no Docker");
    }

    static URI endpoint() {
        return Running.CONTAINER.getEndpoint();
    }

    static Region region() {
        return Region.of(Running.CONTAINER.getRegion());
    }

    static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Running.CONTAINER.getAccessKey(), Running.CONTAINER.getSecretKey()));
    }

    private static final class Docker {
        /** Held, because a logger that nobody holds forgets its level. */
        private static final Logger LOGGER = Logger.getLogger("org.testcontainers");

        static final boolean AVAILABLE = isAvailable();

        static {
            if (!AVAILABLE) {
                System.out.println("SKIPPED: the LocalStack tests, because there is no Docker on this machine (" + IMAGE
                        + " runs in it); the same contracts run against DynamoDB Local and s3proxy by default");
            }
        }

        private static boolean isAvailable() {
            Level before = LOGGER.getLevel();
            // It tells at length where it has looked; one line is enough.
            LOGGER.setLevel(Level.OFF);
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } finally {
                LOGGER.setLevel(before);
            }
        }
    }

    private static final class Running {
        static final LocalStackContainer CONTAINER = start();

        @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends.
        private static LocalStackContainer start() {
            LocalStackContainer container =
                    new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("dynamodb", "s3");
            container.start();
            return container;
        }
    }
}
