package io.blindhop.infra.definition;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/**
 * The bucket with the ciphertext of a deployment: its objects are the account's, without access lists, and it keeps no versions,
 * for what was purged must be gone.
 *
 * @param name as S3 takes it: 3 to 63 small letters, digits, hyphens and dots
 */
public record BucketDefinition(String name) {
    public static final ObjectOwnership OWNERSHIP = ObjectOwnership.BUCKET_OWNER_ENFORCED;

    /** @throws IllegalArgumentException if the service would not take the name */
    public BucketDefinition {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 small letters, digits, hyphens and dots, and begins and ends with a"
                            + " letter or a digit: \"" + name + "\"");
        }
    }

    /** Creates the bucket. */
    public void create(S3Client client) {
        client.createBucket(request());
    }

    /** What the service is asked for. */
    public CreateBucketRequest request() {
        return CreateBucketRequest.builder()
                .bucket(name)
                .objectOwnership(OWNERSHIP)
                .build();
    }
}
