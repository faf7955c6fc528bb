package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The costs in the README of every example are worked out from the price table of the repository. */
class CostFiguresTest {
    private static final Path PRICES = Path.of(System.getProperty("basedir", "."))
            .resolve("src/main/resources/io/blindhop/infra/cost/prices-us-east-1.json");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\| ([0-9,]+) \\| [^|]+ \\| `(\\w+)` \\| ([0-9.]+) \\|$|^\\| \\| \\*\\*together\\*\\* \\| \\| \\*\\*([0-9.]+)\\*\\* \\|$");
    private static final double MILLION = 1e6;

    private static double price(String name) throws IOException {
        JsonNode prices = new ObjectMapper().readTree(PRICES.toFile());
        JsonNode monthly = prices.path("perMonth").path(name);
        JsonNode perMillion = prices.path("perMillion").path(name);
        assertThat(monthly.isNumber() ^ perMillion.isNumber())
                .as("one price of %s", name)
                .isTrue();
        return monthly.isNumber() ? monthly.asDouble() : perMillion.asDouble() / MILLION;
    }

    @Test
    void everyFigureIsItsCountTimesItsPriceAndEverySumIsASum() throws IOException {
        for (Path example : TerraformFiles.examples()) {
            List<Double> table = new ArrayList<>();
            int sums = 0;
            for (MatchResult line : LINE.matcher(TerraformFiles.text(example.resolve("README.md")))
                    .results()
                    .toList()) {
                if (line.group(4) == null) {
                    double cost = Double.parseDouble(line.group(1).replace(",", "")) * price(line.group(2));
                    assertThat(line.group(3))
                            .as("%s: %s", example, line.group())
                            .isEqualTo(text("%.3f", cost));
                    table.add(cost);
                } else {
                    double sum = table.stream().mapToDouble(Double::doubleValue).sum();
                    assertThat(line.group(4)).as("%s: %s", example, table).isEqualTo(text("%.2f", sum));
                    assertThat(table).isNotEmpty();
                    table.clear();
                    sums++;
                }
            }
            assertThat(table).as("%s has lines without a sum", example).isEmpty();
            assertThat(sums).as("%s has tables of costs", example).isPositive();
        }
    }

    /** So that a line in another form cannot pass unseen. */
    @Test
    void everyLineOfATableOfCostsIsOfThatForm() {
        for (Path example : TerraformFiles.examples()) {
            String text = TerraformFiles.text(example.resolve("README.md"));
            String costs = text.substring(text.indexOf("## What it costs"));
            assertThat(costs.lines()
                            .filter(line -> line.startsWith("|"))
                            .filter(line -> !line.startsWith("| how many") && !line.startsWith("|---")))
                    .as(example.toString())
                    .isNotEmpty()
                    .allMatch(line -> LINE.matcher(line).matches());
        }
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
