package io.blindhop.functions.lambda;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;

/**
 * The functions that answer with one document: handlers of the Quarkus Lambda extension.
 *
 * <p>In a native executable the extension starts to ask the platform for work by itself. On a JVM it leaves that to the
 * managed Java runtime, which a package with a JVM of its own does not have, so it is told to.
 */
public final class QuarkusFunctions implements QuarkusApplication {
    private static final String IN_EXECUTABLE = "org.graalvm.nativeimage.imagecode";

    @Override
    public int run(String... args) {
        if (System.getProperty(IN_EXECUTABLE) == null) {
            new AmazonLambdaRecorder(new RuntimeValue<>()).startPollLoop(new EndsWithTheProcess(), LaunchMode.NORMAL);
        }
        Quarkus.waitForExit();
        return 0;
    }

    /** The platform ends a copy by ending its process; there is nothing to bring to an end before. */
    private static final class EndsWithTheProcess implements ShutdownContext {
        @Override
        public void addShutdownTask(Runnable task) {
            // Nothing is left open.
        }

        @Override
        public void addLastShutdownTask(Runnable task) {
            // Nothing is left open.
        }
    }
}
