package io.blindhop.infra.node;

import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An identity file to import (protocol 6.5).
 *
 * @param password used unless there is a password file
 */
public record IdentitySource(Path file, String password, Optional<Path> passwordFile) {
    /** @throws IOException that names the file which cannot be read or opened, and why */
    public Identity read() throws IOException {
        String text = text(file, "The identity file");
        String secret = passwordFile.isPresent()
                ? text(passwordFile.get(), "The password file").strip()
                : password;
        try {
            return IdentityFile.read(text, secret);
        } catch (DecryptionException e) {
            throw new IOException("The password does not open the identity file " + file, e);
        } catch (RuntimeException e) {
            throw new IOException(file + " is not an identity file: " + e.getMessage(), e);
        }
    }

    private static String text(Path path, String what) throws IOException {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IOException(what + " " + path + " cannot be read: " + e, e);
        }
    }

    /** A password does not belong into logs. */
    @Override
    public String toString() {
        return "identity file " + file;
    }
}
