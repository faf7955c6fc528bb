package io.blindhop.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.RouteTable.Call;
import io.blindhop.functions.RouteTable.Denial;
import io.blindhop.functions.RouteTable.Row;
import io.blindhop.functions.fixture.WireEntries;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each route is served to whom it is for, and to nobody else. */
class RouteTableTest {
    private final RouteLab lab = new RouteLab();

    static List<Row> rows() {
        return RouteTable.rows();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private int status(Row row, Call call) {
        String method = row.route().substring(0, row.route().indexOf(' '));
        return lab.status(
                method, call.target(), call.token().apply(lab), call.body().apply(lab));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRouteIsServedToWhomItIsForAndToNobodyElse(Row row) {
        row.before().accept(lab);
        assertThat(row.denied()).as("denials").isNotEmpty();
        for (Denial denial : row.denied()) {
            assertThat(status(row, denial.call())).as(denial.call().name()).isEqualTo(denial.status());
        }
        assertThat(status(row, row.allowed())).as("allowed").isEqualTo(row.success());
    }

    @Test
    void theTableNamesEveryRouteThatIsServedAndNoOther() {
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> named.add(row.route()));
        // Its target is a name that only the answer of another request tells.
        named.add("GET /system/config/backups/:file");
        assertThat(new TreeSet<>(lab.node().routes())).isEqualTo(named);
    }

    @Test
    void aBackupOfTheConfigurationIsForTheOperator() {
        Row replace = rows().stream()
                .filter(row -> row.route().equals("PUT /system/config"))
                .findFirst()
                .orElseThrow();
        assertThat(status(replace, replace.allowed())).isEqualTo(200);
        String file = backups().getFirst();
        Row backup = RouteTable.backup(file);
        aRouteIsServedToWhomItIsForAndToNobodyElse(backup);
    }

    private List<String> backups() {
        return lab.tenant()
                .system(lab.operator(), "GET", "/system/config/backups", WireEntries.object())
                .ok()
                .json()
                .get("backups")
                .findValuesAsText("file");
    }
}
