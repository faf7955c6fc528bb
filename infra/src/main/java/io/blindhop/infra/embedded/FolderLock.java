package io.blindhop.infra.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a folder for one process. The operating system gives the lock back when the process ends, however it ends, so
 * that a file left behind by a crash locks nothing.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the folder if need be and takes it.
     *
     * @throws IllegalStateException if another process, or another store in this one, holds it
     */
    static FolderLock take(Path folder, String fileName) throws IOException {
        DurableFolders.make(folder);
        Path file = folder.resolve(fileName);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            channel.close();
            throw held(folder, file);
        }
        channel.close();
        throw held(folder, file);
    }

    private static IllegalStateException held(Path folder, Path file) {
        return new IllegalStateException("another server uses the folder " + folder + " (it holds " + file
                + "): stop it, or give this one a data folder of its own");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
