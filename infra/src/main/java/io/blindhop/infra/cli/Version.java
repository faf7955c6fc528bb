package io.blindhop.infra.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the manifest of the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Blindhop.class.getPackage().getImplementationVersion();
        return new String[] {"blindhop " + (version == null ? "(not packaged)" : version)};
    }
}
