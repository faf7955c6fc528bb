package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Deployment.Services;
import java.util.List;
import java.util.OptionalLong;

/** Something that clients do, to be measured on a deployment. */
interface Scenario {
    /** As it is named on the command line: small letters and hyphens. */
    String name();

    /** Where and at which sizes it is run when nobody says otherwise; an empty list: not there at all. */
    Sizes sizes();

    /**
     * @param size none if the scenario has no size
     * @throws io.blindhop.infra.bench.BenchFailedException if the node does not do what it should
     */
    void run(TestBed bed, OptionalLong size, Sheet sheet);

    /** Usual sizes by deployment. */
    record Sizes(boolean any, List<Long> embedded, List<Long> emulated, List<Long> counting) {
        /** Of a scenario that has no size and runs everywhere. */
        static final Sizes NONE = new Sizes(false, List.of(), List.of(), List.of());

        static Sizes of(List<Long> embedded, List<Long> emulated, List<Long> counting) {
            return new Sizes(true, embedded, emulated, counting);
        }

        List<Long> on(Services services) {
            return switch (services) {
                case EMBEDDED -> embedded;
                case EMULATED -> emulated;
                case COUNTING -> counting;
            };
        }
    }
}
