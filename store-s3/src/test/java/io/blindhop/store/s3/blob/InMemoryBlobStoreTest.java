package io.blindhop.store.s3.blob;

class InMemoryBlobStoreTest extends BlobStoreContract {
    private final BlobStore blobs = new InMemoryBlobStore();

    @Override
    protected BlobStore blobs() {
        return blobs;
    }
}
