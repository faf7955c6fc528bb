package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.conformance.RouteTable.Call;
import io.blindhop.functions.conformance.RouteTable.Denial;
import io.blindhop.functions.conformance.RouteTable.Row;
import io.blindhop.functions.fixture.WireEntries;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each route is served to whom it is for, and to nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTableTest extends OnNode {
    private RouteLab lab;

    static List<Row> rows() {
        return RouteTable.rows();
    }

    @BeforeAll
    void prepare() {
        lab = new RouteLab(node.transport());
    }

    @AfterEach
    void untrust() {
        RouteTable.untrust(lab);
    }

    private static void check(Row row, RouteLab lab) {
        row.before().accept(lab);
        assertThat(row.denied()).as("denials").isNotEmpty();
        for (Denial denial : row.denied()) {
            assertThat(status(row, denial.call(), lab)).as(denial.call().name()).isEqualTo(denial.status());
        }
        assertThat(status(row, row.allowed(), lab)).as("allowed").isEqualTo(row.success());
    }

    private static int status(Row row, Call call, RouteLab lab) {
        String method = row.route().substring(0, row.route().indexOf(' '));
        return lab.status(
                method, call.target(), call.token().apply(lab), call.body().apply(lab));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRouteIsServedToWhomItIsForAndToNobodyElse(Row row) {
        if (row.isOfEvents() && !lab.hasEvents()) {
            assertThat(status(row, row.allowed(), lab)).as("no events here").isEqualTo(404);
        } else if (row.isOfSignaling() && !lab.hasSignaling()) {
            assertThat(status(row, row.allowed(), lab)).as("no signaling here").isEqualTo(404);
        } else {
            check(row, row.deletesTheTenant() ? new RouteLab(node.transport()) : lab);
        }
    }

    @Test
    void aBackupOfTheConfigurationIsForTheOperator() {
        Row replace = RouteTable.configuration();
        assertThat(status(replace, replace.allowed(), lab)).isEqualTo(200);
        List<String> backups = lab.tenant()
                .system(lab.operator(), "GET", "/system/config/backups", WireEntries.object())
                .ok()
                .json()
                .get("backups")
                .findValuesAsText("file");
        check(RouteTable.backup(backups.getFirst()), lab);
    }
}
