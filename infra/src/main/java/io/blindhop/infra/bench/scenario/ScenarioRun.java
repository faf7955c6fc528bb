package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Deployment.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs scenarios, all those of a deployment on the same node.
 *
 * @param only names of scenarios; all if there are none
 * @param on where
 * @param sizes of scenarios that have one; the usual ones if there are none
 * @param raceTime how long writers write that compete
 */
public record ScenarioRun(Set<String> only, Set<Services> on, List<Long> sizes, Duration raceTime) {
    /** Those that leave much behind come last. */
    private static final List<Scenario> ALL = List.of(
            new FirstPush(),
            new FreshPull(),
            new DensePull(),
            new IdleSync(),
            new InteractivePush(),
            new Requests(),
            new Attachments(),
            new HotStore(),
            new BloomRates(),
            new LargeDirectory(),
            new ManyTenants());

    /** @throws IllegalArgumentException that names the option */
    public ScenarioRun {
        only = Set.copyOf(only);
        on = Set.copyOf(on);
        sizes = List.copyOf(sizes);
        List<String> known = names();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "--only names " + name + ", which is no scenario; there are " + String.join(", ", known));
        });
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("--sizes must be from 1, not " + sizes);
        }
    }

    /** Of all scenarios. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /**
     * @param data a folder for what deployments keep; the caller removes it
     * @param progress is told of each scenario before it runs
     * @throws io.blindhop.infra.bench.BenchFailedException if a node does not do what it should
     */
    public Measures run(Path data, Consumer<String> progress) throws IOException {
        List<Measure> measures = new ArrayList<>();
        for (Services services : Services.values()) {
            if (on.contains(services) && ALL.stream().anyMatch(scenario -> isRun(scenario, services))) {
                measures.addAll(run(services, data.resolve(Measures.name(services)), progress));
            }
        }
        return new Measures(Flatness.bounded(measures));
    }

    private List<Measure> run(Services services, Path data, Consumer<String> progress) throws IOException {
        List<Measure> measures = new ArrayList<>();
        progress.accept(Measures.name(services) + ": starting");
        try (Deployment deployment = Deployment.open(services, data)) {
            TestBed bed = new TestBed(deployment, raceTime);
            bed.warmUp();
            for (Scenario scenario : ALL) {
                if (isRun(scenario, services)) {
                    for (OptionalLong size : sizes(scenario, services)) {
                        Sheet sheet = new Sheet(scenario.name(), services, size);
                        progress.accept(Measures.name(services) + ": " + scenario.name()
                                + (size.isPresent() ? " " + size.getAsLong() : ""));
                        scenario.run(bed, size, sheet);
                        measures.addAll(sheet.measures());
                    }
                }
            }
        }
        return measures;
    }

    private boolean isRun(Scenario scenario, Services services) {
        return (only.isEmpty() || only.contains(scenario.name()))
                && (!scenario.sizes().any() || !scenario.sizes().on(services).isEmpty());
    }

    private List<OptionalLong> sizes(Scenario scenario, Services services) {
        if (!scenario.sizes().any()) {
            return List.of(OptionalLong.empty());
        }
        List<Long> wanted = sizes.isEmpty() ? scenario.sizes().on(services) : sizes;
        return wanted.stream().map(OptionalLong::of).toList();
    }
}
