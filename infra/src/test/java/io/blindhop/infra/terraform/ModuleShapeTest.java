package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one expects of a public module. */
class ModuleShapeTest {
    private static Stream<Path> folders() {
        return Stream.concat(TerraformFiles.modules().stream(), TerraformFiles.examples().stream());
    }

    @Test
    void everyModuleAndExampleHasTheSameFiles() {
        assertThat(folders()).isNotEmpty().allSatisfy(folder -> {
            for (String file : List.of("main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md")) {
                assertThat(folder.resolve(file)).isRegularFile();
            }
            try (Stream<Path> tests = Files.list(folder.resolve("tests"))) {
                assertThat(tests).anyMatch(file -> file.toString().endsWith(".tftest.hcl"));
            }
        });
    }

    @Test
    void versionsHaveALowerBoundAndNoUpperOne() {
        assertThat(folders()).allSatisfy(folder -> {
            HclBlock terraform = TerraformFiles.read(folder).one("terraform");
            assertThat(terraform.text("required_version")).isEqualTo(">= 1.11");
            HclBlock providers = terraform.one("required_providers");
            assertThat(providers.attributes()).containsOnlyKeys("aws");
            assertThat(providers.expression("aws"))
                    .containsPattern("version\\s*=\\s*\">= 5\\.100\"")
                    .containsPattern("source\\s*=\\s*\"hashicorp/aws\"");
        });
    }

    @Test
    void modulesConfigureNoProvider() {
        assertThat(TerraformFiles.modules())
                .allSatisfy(folder ->
                        assertThat(TerraformFiles.read(folder).all("provider")).isEmpty());
    }

    @Test
    void variablesHaveATypeAndOutputsAreThingsWithAnAttribute() {
        assertThat(folders()).allSatisfy(folder -> {
            HclBlock module = TerraformFiles.read(folder);
            assertThat(module.all("variable"))
                    .allSatisfy(variable -> assertThat(variable.attributes())
                            .as("%s", variable.labels())
                            .containsKeys("type", "description"));
            assertThat(module.all("output")).isNotEmpty().allSatisfy(output -> {
                assertThat(output.labels().getFirst()).matches("[a-z]+(_[a-z]+)+");
                assertThat(output.attributes()).containsKeys("description", "value");
            });
        });
    }

    @Test
    void everyModuleTakesTags() {
        assertThat(TerraformFiles.modules())
                .allSatisfy(folder -> assertThat(TerraformFiles.variable(TerraformFiles.read(folder), "tags")
                                .text("description"))
                        .isNotEmpty());
    }
}
