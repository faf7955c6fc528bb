package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hop can be told all that a node can, in the same words, and has the same defaults. */
class RelayTruthTest {
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s");
    /** What makes a hop of a node; its parts are variables of their own there. */
    private static final String UPSTREAM = "upstream";

    private final HclBlock region = TerraformFiles.module("region");
    private final HclBlock relay = TerraformFiles.module("relay");
    private final HclBlock node = relay.one("module");

    @Test
    void everyVariableOfANodeIsOneOfAHopAndIsPassedOn() {
        for (String name : variables(region)) {
            if (!name.equals(UPSTREAM)) {
                assertThat(variables(relay)).contains(name);
                if (!name.equals("tags")) {
                    assertThat(node.expression(name)).isEqualTo("var." + name);
                }
            }
        }
    }

    @Test
    void everySettingOfAnUpstreamIsPassedOn() {
        assertThat(entries(node.expression(UPSTREAM)))
                .isEqualTo(entries(TerraformFiles.variable(region, UPSTREAM).expression("type")));
    }

    /** A variable that is left out is null, for which a node takes its own default. */
    @Test
    void onlyANodeHasDefaultsOfWhatANodeCanBeTold() {
        Set<String> own = Set.of("name", "tags", "package_file");
        for (String name : variables(region)) {
            HclBlock ofNode = TerraformFiles.variable(region, name);
            boolean required = !ofNode.attributes().containsKey("default");
            if (!name.equals(UPSTREAM) && !own.contains(name)) {
                HclBlock ofHop = TerraformFiles.variable(relay, name);
                assertThat(required).as(name).isFalse();
                assertThat(ofHop.expression("default")).as(name).isEqualTo("null");
                assertThat(words(ofHop.expression("type"))).as(name).isEqualTo(words(ofNode.expression("type")));
                assertThat(flags(ofHop)).as(name).isEqualTo(flags(ofNode));
                assertThat(ofNode.expression("default").equals("null")
                                || ofNode.attributes()
                                        .getOrDefault("nullable", "true")
                                        .equals("false"))
                        .as("%s takes its default for null", name)
                        .isTrue();
            }
        }
    }

    private static Set<String> variables(HclBlock module) {
        return module.all("variable")
                .map(variable -> variable.labels().getFirst())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> entries(String object) {
        return ENTRY.matcher(object)
                .results()
                .map((MatchResult entry) -> entry.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(String type) {
        return Arrays.stream(type.split("\\s+")).collect(Collectors.joining(" "));
    }

    private static Map<String, String> flags(HclBlock variable) {
        return Stream.of("sensitive", "ephemeral")
                .collect(Collectors.toMap(
                        flag -> flag,
                        flag -> variable.attributes().getOrDefault(flag, "false"),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
