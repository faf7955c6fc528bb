package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("serve", List.of()),
            Map.entry("status", List.of()),
            Map.entry("discover", List.of()),
            Map.entry("tenant", List.of("list", "show", "quota", "delete", "restore", "export", "import")),
            Map.entry("user", List.of("list", "show")),
            Map.entry("server", List.of("list", "trust", "distrust")),
            Map.entry("config", List.of("get", "set")),
            Map.entry("identity", List.of("create", "import", "show")),
            Map.entry("secret", List.of("rotate")),
            Map.entry("bench", List.of("cold-start", "signaling", "hops", "contention", "scenarios", "page")),
            Map.entry("cost", List.of()),
            Map.entry("lambda", List.of()),
            Map.entry("package", List.of()));

    @Test
    void everyCommandThereIsIsPinnedAndListed() {
        Map<String, CommandLine> commands = Blindhop.commandLine().getSubcommands();
        assertThat(commands.keySet()).isEqualTo(COMMANDS.keySet());
        assertThat(Run.of("--help").ok().out()).contains(COMMANDS.keySet()).contains("3   No server answers.");
        COMMANDS.forEach((name, below) -> {
            assertThat(commands.get(name).getSubcommands().keySet())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(below);
            String help = Run.of(name, "--help").ok().out();
            below.forEach(leaf -> assertThat(help).as(name).contains(leaf));
        });
    }

    @Test
    void everyOptionOfEveryCommandIsExplainedAndSoAreExitCodes() {
        COMMANDS.forEach((name, below) -> {
            List<List<String>> paths = new ArrayList<>();
            below.forEach(leaf -> paths.add(List.of(name, leaf)));
            for (List<String> path : paths.isEmpty() ? List.of(List.of(name)) : paths) {
                CommandLine command = Blindhop.commandLine();
                for (String step : path) {
                    command = command.getSubcommands().get(step);
                }
                String help = command.getUsageMessage();
                for (OptionSpec option : command.getCommandSpec().options()) {
                    assertThat(help).as(path.toString()).contains(option.longestName());
                    assertThat(option.description()).as(path + " " + option).isNotEmpty();
                }
                assertThat(command.getCommandSpec().usageMessage().description())
                        .as(path.toString())
                        .isNotEmpty();
                if (!name.equals("secret")) {
                    assertThat(help).as(path.toString()).contains("Exit codes:");
                }
            }
        });
    }

    @Test
    void aGroupWithoutACommandIsWrongUsage() {
        for (String group : List.of("tenant", "user", "config", "identity", "secret")) {
            assertThat(Run.of(group).exitCode()).as(group).isEqualTo(2);
        }
        assertThat(Run.of("tenant", "show").exitCode()).isEqualTo(2);
        assertThat(Run.of("tenant", "show", "Not A Tenant").exitCode()).isEqualTo(2);
    }
}
