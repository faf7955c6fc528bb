package io.blindhop.infra.lambda;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A deployment package as the service unpacks it: permissions and times of files are those in the archive.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html">Zip packages</a>
 */
public final class LambdaPackage {
    private LambdaPackage() {}

    /**
     * The folder of a package.
     *
     * @param folderOrZip a folder is used as it is
     * @param unpacked where a zip goes; must exist
     * @throws IOException if a zip cannot be read or is larger than {@link LambdaLimits#UNPACKED_BYTES} unpacked
     */
    public static Path open(Path folderOrZip, Path unpacked) throws IOException {
        if (Files.isDirectory(folderOrZip)) {
            return folderOrZip.toAbsolutePath();
        }
        if (!Files.isRegularFile(folderOrZip)) {
            throw new IOException(folderOrZip + " is neither a folder nor a zip");
        }
        Path target = unpacked.toAbsolutePath().normalize();
        URI zip = URI.create("jar:" + folderOrZip.toUri());
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(archive.getPath("/"))) {
            long left = LambdaLimits.UNPACKED_BYTES;
            for (Path entry : (Iterable<Path>) entries::iterator) {
                left -= Files.isDirectory(entry) ? 0 : Files.size(entry);
                if (left < 0) {
                    throw new IOException(folderOrZip + " has more than " + LambdaLimits.UNPACKED_BYTES
                            + " bytes unpacked, which is the limit of the service");
                }
                copy(entry, target);
            }
        } catch (ProviderNotFoundException e) {
            throw new IOException(folderOrZip + " is not a zip", e);
        }
        return target;
    }

    private static void copy(Path entry, Path target) throws IOException {
        Path file = target.resolve(entry.toString().substring(1)).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The package holds " + entry + ", which is outside of it");
        }
        if (Files.isDirectory(entry)) {
            Files.createDirectories(file);
            return;
        }
        Files.copy(entry, file);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
        Files.setPosixFilePermissions(file, permissions);
        Files.setLastModifiedTime(file, Files.getLastModifiedTime(entry));
    }
}
