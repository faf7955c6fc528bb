package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The costs in the README of every example are worked out from the price table of the repository. */
class CostFiguresTest {
    private static final PriceTable PRICES = PriceTable.usEast1();
    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\| ([0-9,.]+) \\| [^|]+ \\| `(\\w+)` \\| ([0-9.]+) \\|$|^\\| \\| \\*\\*together\\*\\* \\| \\| \\*\\*([0-9.]+)\\*\\* \\|$");

    @Test
    void everyFigureIsItsCountTimesItsPriceAndEverySumIsASum() {
        for (Path example : TerraformFiles.examples()) {
            List<Double> table = new ArrayList<>();
            int sums = 0;
            for (MatchResult line : LINE.matcher(TerraformFiles.text(example.resolve("README.md")))
                    .results()
                    .toList()) {
                if (line.group(4) == null) {
                    double cost = PRICES.usd(
                            Price.ofKey(line.group(2)).orElseThrow(),
                            Double.parseDouble(line.group(1).replace(",", "")));
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
