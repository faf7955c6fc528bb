package io.blindhop.infra.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a bootstrap over and over with a program that only says how it was called. */
final class HeapProbe {
    private static final int[] MEGABYTES = {128, 512, 1769, 10_240};
    private static final String ECHO = """
            #!/bin/sh
            printf '%s\\n' "$@"
            """;

    private HeapProbe() {}

    /**
     * @param program what the bootstrap starts, as seen from the package's root
     * @param percent of the memory that the heap must get
     * @return what is wrong
     */
    static List<String> problems(PackageFolder folder, String program, int percent) throws IOException {
        Path place = Files.createTempDirectory("blindhop-bootstrap");
        PackageFolder stage = PackageFolder.make(place);
        try {
            stage.copy(folder.resolve(Bootstrap.FILE), Bootstrap.FILE);
            stage.writeProgram(program, ECHO);
            List<String> problems = new ArrayList<>();
            for (int memory : MEGABYTES) {
                String wanted = "-Xmx" + memory * percent / 100 + "m";
                List<String> arguments = start(place, memory);
                if (arguments.stream().filter(wanted::equals).count() != 1) {
                    problems.add("With " + memory + " MB the bootstrap should start " + program + " with " + wanted
                            + ", not with " + arguments);
                }
            }
            return problems;
        } finally {
            stage.remove();
        }
    }

    private static List<String> start(Path task, int memory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(task.resolve(Bootstrap.FILE).toString()).redirectErrorStream(true);
        builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
        Process process = builder.start();
        process.getOutputStream().close();
        return process.inputReader(StandardCharsets.UTF_8).lines().toList();
    }
}
