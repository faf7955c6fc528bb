package io.blindhop.infra.cli;

import static io.blindhop.infra.node.SettingsReader.IDENTITY_PASSWORD;
import static io.blindhop.infra.node.SettingsReader.IDENTITY_PASSWORD_FILE;

import io.blindhop.functions.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The password of an identity file: from a file that an option names, else from the environment. Never an option itself:
 * everybody on a machine can read the command lines of its processes.
 *
 * @param option the file that the option {@code --password-file} names
 */
record Passwords(Optional<Path> option, Map<String, String> variables) {
    /**
     * @throws InvalidSettingsException if no password is given, or two are
     * @throws IOException that names the file which cannot be read
     */
    String required() throws IOException {
        if (option.isPresent()) {
            return inFile(option.get());
        }
        String given = variables.getOrDefault(IDENTITY_PASSWORD, "");
        String file = variables.getOrDefault(IDENTITY_PASSWORD_FILE, "");
        if (given.isEmpty() == file.isEmpty()) {
            throw new InvalidSettingsException(List.of("The identity needs its password: set either "
                    + IDENTITY_PASSWORD + " or " + IDENTITY_PASSWORD_FILE + ", or name its file with --password-file"));
        }
        try {
            return given.isEmpty() ? inFile(Path.of(file)) : given;
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException(List.of(IDENTITY_PASSWORD_FILE + " is not a path: " + e.getMessage()));
        }
    }

    private static String inFile(Path file) throws IOException {
        String password;
        try {
            password = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("The password file " + file + " cannot be read: " + e, e);
        }
        if (password.isEmpty()) {
            throw new IOException("The password file " + file + " is empty");
        }
        return password;
    }
}
