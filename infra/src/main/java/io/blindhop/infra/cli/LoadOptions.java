package io.blindhop.infra.cli;

import io.blindhop.infra.cost.Load;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Describes a load; the defaults are those of {@link Load#DEFAULT}. */
final class LoadOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--users", paramLabel = "N", defaultValue = "100", description = "People, 100 by default.")
    private int users;

    @Option(names = "--devices-per-user", paramLabel = "N", defaultValue = "2", description = "2 by default.")
    private int devices;

    @Option(
            names = "--team",
            paramLabel = "N",
            defaultValue = "5",
            description = "People who share databases and pull each other's edits, 5 by default.")
    private int team;

    @Option(
            names = "--databases",
            paramLabel = "N",
            defaultValue = "3",
            description = "That each person works with, 3 by default.")
    private int databases;

    @Option(
            names = "--edits-per-day",
            paramLabel = "N",
            defaultValue = "50",
            description = "Of each person, each pushed alone; 50 by default.")
    private int edits;

    @Option(
            names = "--syncs-per-day",
            paramLabel = "N",
            defaultValue = "24",
            description = "Of each device, for all its databases; 24 by default.")
    private int syncs;

    @Option(
            names = "--attachment-megabytes-per-month",
            paramLabel = "N",
            defaultValue = "20",
            description = "That each person adds, 20 by default; the devices of the team pull them.")
    private int attachmentMegabytes;

    @Option(
            names = "--new-devices-per-month",
            paramLabel = "N",
            defaultValue = "5",
            description = "Devices that pull all that their databases hold, 5 by default.")
    private int newDevices;

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "100000",
            description = "That there are before the month begins, in all databases together; 100000 by default.")
    private int entries;

    Load read() {
        try {
            return new Load(users, devices, team, databases, edits, syncs, attachmentMegabytes, newDevices, entries);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
