package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The roles of the functions have the permissions that were recorded, and only a URL lets everybody in. */
class PermissionsTruthTest {
    private static final Path RECORDED = Path.of(System.getProperty("basedir", "."))
            .resolve("src/main/resources/io/blindhop/infra/permissions/permissions.json");
    private static final Path OF_MODULE = TerraformFiles.ROOT.resolve("modules/region/permissions.json");
    private static final Pattern KEY = Pattern.compile("[{\\n]\\s*(\"?[a-z-]+\"?)\\s+=\\s");
    private static final Pattern INVOKES = Pattern.compile("lambda:(InvokeFunction|Invoke[*]|[*])\"");

    /** The module has a copy, because it must work without the rest of the repository. */
    @Test
    void theModuleHasTheListThatWasRecorded() {
        assertThat(TerraformFiles.text(OF_MODULE))
                .as("copy %s over %s", RECORDED.getFileName(), OF_MODULE)
                .isEqualTo(TerraformFiles.text(RECORDED));
    }

    @Test
    void theModuleKnowsEveryKindOfResource() throws IOException {
        Set<String> kinds = new TreeSet<>();
        collect(new ObjectMapper().readTree(RECORDED.toFile()), kinds);
        Set<String> known = KEY.matcher(TerraformFiles.local(TerraformFiles.module("region"), "resources"))
                .results()
                .map(result -> result.group(1).replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        known.add("log-group");
        assertThat(known).isEqualTo(kinds);
    }

    private static void collect(JsonNode node, Set<String> kinds) {
        if (node.isArray()) {
            node.forEach(kind -> kinds.add(kind.asText()));
        } else {
            node.forEach(child -> collect(child, kinds));
        }
    }

    @Test
    void everybodyMayInvokeThroughAUrlOnly() {
        List<Path> folders = Stream.concat(TerraformFiles.modules().stream(), TerraformFiles.examples().stream())
                .toList();
        for (Path folder : folders) {
            for (HclBlock block : withInner(TerraformFiles.read(folder)).toList()) {
                if (block.isResource("aws_lambda_permission")) {
                    checkPermission(block);
                } else if (INVOKES.matcher(block.attributes().toString()).find()) {
                    assertThat(block.isResource("aws_cloudformation_stack"))
                            .as("%s %s", folder, block.labels())
                            .isTrue();
                    assertThat(block.expression("template_body"))
                            .as("%s %s", folder, block.labels())
                            .containsPattern("InvokedViaFunctionUrl\\s*=\\s*true");
                }
            }
        }
    }

    /** All blocks in a block, those of statements of a policy too. */
    private static Stream<HclBlock> withInner(HclBlock outer) {
        return outer.blocks().stream().flatMap(block -> Stream.concat(Stream.of(block), withInner(block)));
    }

    private static void checkPermission(HclBlock permission) {
        String action = permission.text("action");
        if (permission.text("principal").equals("*")) {
            assertThat(action).as("%s", permission.labels()).isEqualTo("lambda:InvokeFunctionUrl");
            assertThat(permission.attributes()).containsKey("function_url_auth_type");
        } else {
            assertThat(permission.text("principal")).endsWith(".amazonaws.com");
            assertThat(permission.attributes())
                    .as("a service invokes for one of its resources only: %s", permission.labels())
                    .containsKey("source_arn");
        }
    }
}
