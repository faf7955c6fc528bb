package io.blindhop.infra.cli;

import io.blindhop.infra.cost.Around;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands around a node; nothing by default. */
final class AroundOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--cloudfront", description = "Clients come through CloudFront.")
    private boolean cloudFront;

    @Option(names = "--firewall", description = "In front of CloudFront stands a firewall with one rule.")
    private boolean firewall;

    @Option(
            names = "--connected-hours-per-day",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "That each device is connected to signaling and hears of edits; 0 by default, without signaling.")
    private int connectedHours;

    Around read() {
        try {
            return new Around(cloudFront, firewall, connectedHours);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
