package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Terraform plans for an example: the plan of a run of its tests, where answers of AWS are made up, as JSON in the form of
 * {@code terraform show -json}.
 */
final class PlannedExample {
    /** As of {@code terraform/test}: a folder that has the AWS provider. */
    private static final Optional<String> PLUGINS = Optional.ofNullable(System.getenv("TERRAFORM_PLUGIN_DIR"));

    private static final int MINUTES = 4;

    private final JsonNode plan;

    private PlannedExample(JsonNode plan) {
        this.plan = plan;
    }

    /**
     * @param work a folder for a copy of the modules: what Terraform leaves behind is no part of the tree
     * @param run of the example's tests, which plans
     * @param variables of the example
     * @return empty, with a line on standard error, where there is no Terraform or no provider
     */
    static Optional<PlannedExample> plan(String example, String run, Path work, Map<String, String> variables)
            throws IOException, InterruptedException {
        copy(SourceTree.root().resolve("terraform"), work);
        Path folder = work.resolve("examples").resolve(example);
        List<String> init = new ArrayList<>(List.of("init", "-no-color", "-input=false", "-backend=false"));
        PLUGINS.ifPresent(plugins -> init.add("-plugin-dir=" + plugins));
        try {
            if (terraform(folder, Map.of(), init) != 0) {
                assertThat(PLUGINS).as(Files.readString(said(folder))).isEmpty();
                return didNotRun("the AWS provider cannot be had; TERRAFORM_PLUGIN_DIR names a folder that has it");
            }
        } catch (NoTerraform e) {
            return didNotRun(e.getMessage());
        }
        int code = terraform(folder, variables, List.of("test", "-json", "-verbose"));
        assertThat(code).as("exit code of terraform test").isZero();
        return Optional.of(new PlannedExample(planIn(said(folder), run)));
    }

    private static Optional<PlannedExample> didNotRun(String why) {
        System.err.println("The plan of the example DID NOT RUN: " + why);
        return Optional.empty();
    }

    private static final class NoTerraform extends IOException {
        private static final long serialVersionUID = 1;

        NoTerraform(IOException cause) {
            super("there is no terraform on the PATH; install 1.11 or newer", cause);
        }
    }

    private static Path said(Path folder) {
        return folder.resolve("said");
    }

    private static int terraform(Path folder, Map<String, String> variables, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said(folder).toFile());
        variables.forEach((name, value) -> builder.environment().put("TF_VAR_" + name, value));
        Process process = start(builder);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IllegalStateException("terraform " + arguments + " has not ended after " + MINUTES + " minutes");
        }
        return process.exitValue();
    }

    private static Process start(ProcessBuilder builder) throws NoTerraform {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NoTerraform(e);
        }
    }

    private static JsonNode planIn(Path said, String run) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(said)) {
            String line = lines.filter(text ->
                            text.contains("\"type\":\"test_plan\"") && text.contains("\"@testrun\":\"" + run + "\""))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Terraform showed no plan of " + run));
            return json.readTree(line).path("test_plan");
        }
    }

    /** What a function is told by environment variables. All of it is known in this plan. */
    Map<String, String> variables(String module, String function) {
        String address = module + ".aws_lambda_function.this[\"" + function + "\"]";
        JsonNode change = StreamSupport.stream(plan.path("resource_changes").spliterator(), false)
                .filter(resource -> resource.path("address").asText().equals(address))
                .findFirst()
                .orElse(MissingNode.getInstance())
                .path("change");
        assertThat(change.path("after_unknown").path("environment").toString())
                .as("unknown variables of %s", address)
                .doesNotContain("true");
        Map<String, String> variables = new HashMap<>();
        change.path("after")
                .path("environment")
                .path(0)
                .path("variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        assertThat(variables).as(address).isNotEmpty();
        return variables;
    }

    String output(String name) {
        return plan.path("output_changes").path(name).path("after").asText();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
