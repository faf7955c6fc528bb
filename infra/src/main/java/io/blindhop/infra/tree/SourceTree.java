package io.blindhop.infra.tree;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The source tree that this program was built in and runs from. Emulators and packages are there only. */
public final class SourceTree {
    private SourceTree() {}

    /** Its root. */
    public static Path root() {
        return infra().getParent();
    }

    /**
     * The folder of the module {@code infra}.
     *
     * @throws IllegalStateException if the program was taken out of its tree
     */
    public static Path infra() {
        try {
            Path classesOrJar = Path.of(SourceTree.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path target = classesOrJar.toAbsolutePath().getParent();
            if (!target.endsWith("target")) {
                throw new IllegalStateException(
                        classesOrJar + " is not in the folder target of a source tree; run ./blindhop from one");
            }
            return target.getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program is no file", e);
        }
    }
}
