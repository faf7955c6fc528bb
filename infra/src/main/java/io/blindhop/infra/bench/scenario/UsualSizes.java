package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.scenario.Scenario.Sizes;
import java.util.List;

/** Sizes at which the whole takes a few minutes. */
final class UsualSizes {
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    /** Where every entry is made, signed and sent. */
    static final Sizes MOVED =
            Sizes.of(List.of(THOUSAND, 10 * THOUSAND), List.of(THOUSAND), List.of(THOUSAND, 10 * THOUSAND));

    /** Where the store is only large. */
    static final Sizes LARGE = Sizes.of(
            List.of(THOUSAND, 100 * THOUSAND),
            List.of(THOUSAND),
            List.of(THOUSAND, 10 * THOUSAND, 100 * THOUSAND, MILLION));

    private UsualSizes() {}
}
