package io.blindhop.infra.embedded;

import io.blindhop.protocol.Utf8;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One page of a listing. Visits folders in the order of the names and leaves out those that lie before the page, so that
 * a page costs what it shows and the folders on the way, not what the store holds.
 */
final class BlobListing {
    private final String prefix;
    private final String after;
    private final List<Blob> found = new ArrayList<>();

    private BlobListing(String prefix, String after) {
        this.prefix = prefix;
        this.after = after;
    }

    static List<Blob> page(Path root, String prefix, String after) throws IOException {
        BlobListing listing = new BlobListing(prefix, after);
        int slash = prefix.lastIndexOf('/');
        if (slash < 0) {
            listing.visit(root, "");
        } else {
            listing.visit(BlobFileNames.folder(root, prefix.substring(0, slash)), prefix.substring(0, slash + 1));
        }
        return List.copyOf(listing.found);
    }

    /** @param base what all names in the folder start with: nothing, or segments that end in a slash */
    private void visit(Path folder, String base) throws IOException {
        List<Child> children = new ArrayList<>();
        collect(folder, "", children);
        children.sort(Comparator.comparing(Child::order, Utf8.ORDER));
        for (Child child : children) {
            if (found.size() == BlobStore.MAX_LIST) {
                return;
            }
            String name = base + child.order();
            if (!child.isFolder()) {
                add(name, child.path());
            } else if (mayHoldSome(name)) {
                visit(child.path(), name);
            }
        }
    }

    private void add(String name, Path file) throws IOException {
        if (name.startsWith(prefix) && Utf8.ORDER.compare(name, after) > 0) {
            try {
                found.add(new Blob(name, Files.size(file)));
            } catch (NoSuchFileException removedMeanwhile) {
                return;
            }
        }
    }

    private boolean mayHoldSome(String folder) {
        boolean underPrefix = folder.startsWith(prefix) || prefix.startsWith(folder);
        boolean pastAfter = after.startsWith(folder) || Utf8.ORDER.compare(folder, after) > 0;
        return underPrefix && pastAfter;
    }

    private static void collect(Path folder, String begun, List<Child> children) throws IOException {
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                String file = begun + path.getFileName();
                if (file.endsWith(BlobFileNames.MORE)) {
                    collect(path, withoutEnding(file, BlobFileNames.MORE), children);
                } else if (file.endsWith(BlobFileNames.FILE)) {
                    String segment = BlobFileNames.decode(withoutEnding(file, BlobFileNames.FILE));
                    children.add(new Child(segment, path, false));
                } else {
                    children.add(new Child(BlobFileNames.decode(file) + "/", path, true));
                }
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
    }

    private static String withoutEnding(String file, String ending) {
        return file.substring(0, file.length() - ending.length());
    }

    /** @param order the segment, with a slash if it is a folder: what comes next in every name below it */
    private record Child(String order, Path path, boolean isFolder) {}
}
