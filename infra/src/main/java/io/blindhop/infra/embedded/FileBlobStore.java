package io.blindhop.infra.embedded;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobMeter.Operation;
import io.blindhop.store.s3.blob.BlobNames;
import io.blindhop.store.s3.blob.BlobRange;
import io.blindhop.store.s3.blob.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Objects as files of a folder.
 *
 * <p>Guarantees: an object that was stored survives a killed process and a power cut, and is there whole or not at all;
 * one process at a time. A removal may be undone by a power cut. The meter is told what S3 would have billed.
 */
public final class FileBlobStore implements BlobStore, AutoCloseable {
    private final FolderLock lock;
    private final Path objects;
    private final Path unfinished;
    private final DurableFolders folders;
    private final BlobMeter meter;
    private final AtomicLong files = new AtomicLong();

    private FileBlobStore(FolderLock lock, Path folder, BlobMeter meter) throws IOException {
        this.lock = lock;
        this.objects = folder.resolve("objects");
        this.unfinished = folder.resolve("unfinished");
        this.folders = new DurableFolders(objects);
        this.meter = meter;
        Files.createDirectories(unfinished);
        try (DirectoryStream<Path> leftByACrash = Files.newDirectoryStream(unfinished)) {
            for (Path file : leftByACrash) {
                Files.delete(file);
            }
        }
    }

    /**
     * Opens the store in a folder, and makes it if need be.
     *
     * @throws IllegalStateException if another server uses the folder
     * @throws StoreUnavailableException if the folder cannot be used
     */
    public static FileBlobStore open(Path folder, BlobMeter meter) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            FolderLock lock = FolderLock.take(absolute, "blobs.lock");
            try {
                return new FileBlobStore(lock, absolute, meter);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("the objects in " + folder + " cannot be opened", e);
        }
    }

    @Override
    public void put(String name, List<Bytes> parts) {
        BlobNames.require(name);
        Path file = unfinished.resolve(Long.toString(files.incrementAndGet()));
        try {
            long size = write(file, parts);
            folders.publish(file, BlobFileNames.file(objects, name));
            meter.call(Operation.PUT, size);
        } catch (IOException e) {
            discard(file, e);
            throw new StoreUnavailableException("object " + name + " could not be stored", e);
        }
    }

    @Override
    public Optional<Bytes> get(String name, long offset, int length) {
        BlobNames.require(name);
        BlobRange range = new BlobRange(offset, length);
        try (FileChannel channel = FileChannel.open(BlobFileNames.file(objects, name), StandardOpenOption.READ)) {
            if (channel.size() < range.end()) {
                throw new CorruptStoreException(
                        "object " + name + " has " + channel.size() + " bytes, not " + range.end());
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
            if (bytes.hasRemaining()) {
                throw new CorruptStoreException("object " + name + " ended while it was read");
            }
            meter.call(Operation.GET, length);
            return Optional.of(Bytes.wrap(bytes.array()));
        } catch (NoSuchFileException e) {
            meter.call(Operation.GET, 0);
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailableException("object " + name + " could not be read", e);
        }
    }

    @Override
    public List<Blob> list(String prefix, String after) {
        try {
            List<Blob> page = BlobListing.page(objects, prefix, after);
            meter.call(Operation.LIST, 0);
            return page;
        } catch (IOException e) {
            throw new StoreUnavailableException("the objects under " + prefix + " could not be listed", e);
        }
    }

    @Override
    public void delete(Collection<String> names) {
        names.forEach(BlobNames::require);
        try {
            for (String name : names) {
                folders.remove(BlobFileNames.file(objects, name));
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("objects could not be removed", e);
        }
        for (int from = 0; from < names.size(); from += MAX_DELETE) {
            meter.call(Operation.DELETE, 0);
        }
    }

    /** Lets the folder go. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreUnavailableException("the folder of the objects was not released", e);
        }
    }

    private static long write(Path file, List<Bytes> parts) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Bytes part : parts) {
                ByteBuffer bytes = part.asByteBuffer();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
            return channel.size();
        }
    }

    private static void discard(Path file, IOException cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
