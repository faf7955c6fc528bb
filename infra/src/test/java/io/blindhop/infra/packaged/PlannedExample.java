package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.blindhop.infra.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Terraform plans for an example: the plan of a run of its tests, where answers of AWS are made up, as JSON in the form of
 * {@code terraform show -json}.
 */
final class PlannedExample {
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
        Terraform.copy("", work);
        Optional<Terraform> terraform =
                Terraform.in(work.resolve("examples").resolve(example), variables, "The plan of the example");
        if (terraform.isEmpty()) {
            return Optional.empty();
        }
        int code = terraform.get().run("test", "-json", "-verbose");
        assertThat(code).as("exit code of terraform test").isZero();
        return Optional.of(new PlannedExample(planIn(terraform.get().said(), run)));
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
}
