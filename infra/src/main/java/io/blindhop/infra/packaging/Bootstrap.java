package io.blindhop.infra.packaging;

/**
 * The scripts that the platform starts. Both give Java a share of the function's memory and are replaced by what they start.
 *
 * <p>What is left is for code, stacks and buffers, which take about 110 MB of a JVM and 60 MB of an executable.
 */
final class Bootstrap {
    static final String FILE = "bootstrap";

    /** Of {@code AWS_LAMBDA_FUNCTION_MEMORY_SIZE}. */
    static final int JVM_HEAP_PERCENT = 60;

    static final int NATIVE_HEAP_PERCENT = 70;

    private static final String HEAD = """
            #!/bin/sh
            # The platform says how much memory there is in megabytes; the heap gets %d percent of it.
            task=${LAMBDA_TASK_ROOT:-/var/task}
            heap=$((${AWS_LAMBDA_FUNCTION_MEMORY_SIZE:-128} * %d / 100))m
            """;

    private Bootstrap() {}

    /**
     * Starts a JVM. Both of its compilers stay: without the optimising one there are no AES instructions. The manager of its
     * logs is named here because something asks for one before Quarkus can name its own, which it then reports as an error.
     *
     * @param jar the application, as seen from the package's root
     * @param cache the option that makes or uses the cache
     */
    static String jvm(String jar, String cache) {
        return HEAD.formatted(JVM_HEAP_PERCENT, JVM_HEAP_PERCENT)
                + """
                exec "$task/%s" -Xmx"$heap" -XX:+UseSerialGC -XX:-UsePerfData \\
                    -Djava.util.logging.manager=org.jboss.logmanager.LogManager \\
                    %s -jar "$task/%s"
                """.formatted(PackageKind.JVM.program(), cache, jar);
    }

    /** Starts an executable. */
    static String executable() {
        return HEAD.formatted(NATIVE_HEAP_PERCENT, NATIVE_HEAP_PERCENT) + """
                exec "$task/%s" -Xmx"$heap"
                """.formatted(PackageKind.NATIVE.program());
    }
}
