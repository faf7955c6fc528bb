package io.blindhop.infra.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a local server keeps everything.
 *
 * <pre>
 * lock                   held while a server runs
 * server.identity.json   the server's keys, encrypted with server.password
 * sysadmin.identity.json the first system administrator's keys, encrypted with sysadmin.password
 * config.json            who may use /system/*
 * master.secret          from which token keys are derived
 * </pre>
 *
 * <p>Folder and files are readable by their owner only. One process at a time holds the folder; the lock goes with the
 * process, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder if it is missing, and locks it.
     *
     * @throws IOException if it cannot be created or another server uses it; the message names the folder
     */
    public static DataFolder open(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.createDirectories(root);
        } catch (IOException e) {
            throw new IOException("Cannot create the data folder " + root + ": " + e, e);
        }
        Path lockFile = root.resolve("lock");
        if (Files.notExists(lockFile)) {
            OwnerOnly.write(lockFile, new byte[0]);
        }
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("Another Blindhop server uses the data folder " + root
                    + ". Stop it, or choose another folder with --data");
        }
        return new DataFolder(root, channel);
    }

    public Path root() {
        return root;
    }

    /** A file or folder inside the data folder. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Lets other servers use the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
