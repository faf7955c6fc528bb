package io.blindhop.infra.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Terraform of this repository, as text: what is asked of it here needs no Terraform, so it is always asked. */
final class TerraformFiles {
    static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolve("../terraform").normalize();

    private TerraformFiles() {}

    static List<Path> modules() {
        return folders("modules");
    }

    static List<Path> examples() {
        return folders("examples");
    }

    /** All blocks of the {@code .tf} files of one folder. */
    static HclBlock read(Path folder) {
        List<HclBlock> bodies = list(folder)
                .filter(file -> file.toString().endsWith(".tf"))
                .map(file -> HclReader.read(text(file)))
                .toList();
        return new HclBlock(
                folder.getFileName().toString(),
                List.of(),
                Map.of(),
                bodies.stream().flatMap(body -> body.blocks().stream()).toList());
    }

    static HclBlock module(String name) {
        return read(ROOT.resolve("modules").resolve(name));
    }

    static HclBlock resource(HclBlock module, String kind, String name) {
        return module.all("resource")
                .filter(block -> block.labels().equals(List.of(kind, name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no resource " + kind + "." + name));
    }

    /** The expression of a local value. */
    static String local(HclBlock module, String name) {
        return module.all("locals")
                .filter(block -> block.attributes().containsKey(name))
                .map(block -> block.expression(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no local value " + name));
    }

    /** Of a variable that has one. */
    static HclBlock variable(HclBlock module, String name) {
        return module.all("variable")
                .filter(block -> block.labels().equals(List.of(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name));
    }

    /** Every file below the folder. */
    static List<Path> everything() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".terraform"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> folders(String name) {
        return list(ROOT.resolve(name)).filter(Files::isDirectory).toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
