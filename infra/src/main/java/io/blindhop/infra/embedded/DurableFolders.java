package io.blindhop.infra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The folders below a root, as the disk has them.
 *
 * <p>A file is on the disk when its bytes are and when every folder on the way to it names the next: a folder that this
 * process has not yet seen is made and its parent synced, once, and whoever needs it meanwhile waits for that.
 */
final class DurableFolders {
    private static final boolean CAN_SYNC_FOLDERS =
            !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    private static final int REMEMBERED = 10_000;

    private final Path root;
    private final ConcurrentMap<Path, Boolean> durable = new ConcurrentHashMap<>();
    /** Files come while it is read-locked, empty folders go while it is write-locked. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    DurableFolders(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
        sync(root.getParent());
    }

    /** Makes a folder and those above it; on the disk when it returns. */
    static void make(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path above = folder.toAbsolutePath().normalize().getParent();
        // What this process may not write to it has not made either.
        while (above != null && Files.isWritable(above)) {
            sync(above);
            above = above.getParent();
        }
    }

    /** Moves a file that is on the disk to where it belongs, replacing what is there; on the disk when it returns. */
    void publish(Path file, Path target) throws IOException {
        lock.readLock().lock();
        try {
            require(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Removes a file if it exists. It may come back in a power cut: an object that nothing refers to. */
    void remove(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            prune(file.getParent());
        }
    }

    private void prune(Path emptied) throws IOException {
        lock.writeLock().lock();
        try {
            for (Path folder = emptied; !folder.equals(root); folder = folder.getParent()) {
                Files.delete(folder);
                durable.remove(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException stillUsedOrAlreadyGone) {
            return;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void require(Path folder) {
        if (folder.equals(root) || durable.containsKey(folder)) {
            return;
        }
        require(folder.getParent());
        if (durable.size() >= REMEMBERED) {
            durable.clear();
        }
        durable.computeIfAbsent(folder, DurableFolders::create);
    }

    private static boolean create(Path folder) {
        try {
            Files.createDirectories(folder);
            sync(folder.getParent());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path folder) throws IOException {
        if (CAN_SYNC_FOLDERS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
