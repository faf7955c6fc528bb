package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Terraform at work in a folder of its own: what it leaves behind is no part of the tree. */
public final class Terraform {
    /** As of {@code terraform/test}: a folder that has the AWS provider. */
    private static final Optional<String> PLUGINS = Optional.ofNullable(System.getenv("TERRAFORM_PLUGIN_DIR"));

    private static final int MINUTES = 4;

    private final Path folder;
    private final Map<String, String> variables;

    private Terraform(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Initialises the folder.
     *
     * @param variables of its configuration
     * @param wanted what does not run where this is empty
     * @return empty, with a line on standard error, where there is no Terraform or no provider
     */
    public static Optional<Terraform> in(Path folder, Map<String, String> variables, String wanted)
            throws IOException, InterruptedException {
        Terraform terraform = new Terraform(folder, variables);
        List<String> init = new ArrayList<>(List.of("init", "-no-color", "-input=false", "-backend=false"));
        PLUGINS.ifPresent(plugins -> init.add("-plugin-dir=" + plugins));
        try {
            if (terraform.run(init.toArray(String[]::new)) == 0) {
                return Optional.of(terraform);
            }
            assertThat(PLUGINS).as(Files.readString(terraform.said())).isEmpty();
            return didNotRun(wanted, "the AWS provider cannot be had; TERRAFORM_PLUGIN_DIR names a folder that has it");
        } catch (NoTerraform e) {
            return didNotRun(wanted, e.getMessage());
        }
    }

    private static Optional<Terraform> didNotRun(String wanted, String why) {
        System.err.println(wanted + " DID NOT RUN: " + why);
        return Optional.empty();
    }

    private static final class NoTerraform extends IOException {
        private static final long serialVersionUID = 1;

        NoTerraform(IOException cause) {
            super("there is no terraform on the PATH; install 1.11 or newer", cause);
        }
    }

    /** What the last command said. */
    public Path said() {
        return folder.resolve("said");
    }

    /**
     * Nothing of it runs on when this returns or throws.
     *
     * @return the exit code
     */
    public int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said().toFile());
        variables.forEach((name, value) -> builder.environment().put("TF_VAR_" + name, value));
        Process process = start(builder);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("terraform " + List.of(arguments) + " has not ended after " + MINUTES
                        + " minutes: " + Files.readString(said()));
            }
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    /** Providers are processes of their own, and write to a folder that is about to be removed. */
    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    private static Process start(ProcessBuilder builder) throws NoTerraform {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NoTerraform(e);
        }
    }

    /** Copies a folder of {@code terraform/}, or all of it. */
    public static void copy(String folder, Path to) throws IOException {
        Path from = SourceTree.root().resolve("terraform").resolve(folder);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
