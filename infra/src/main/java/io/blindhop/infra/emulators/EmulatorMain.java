package io.blindhop.infra.emulators;

import java.io.IOException;
import java.util.Arrays;

/**
 * The program of an emulator's JVM: runs the class that is named first, and ends when its standard input does, which is
 * when the JVM that started it stops it or dies. Knows nothing but the JDK, for it lives among the emulator's own libraries.
 */
public final class EmulatorMain {
    private EmulatorMain() {}

    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().start(EmulatorMain::endWithInput);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWithInput() {
        int status = 0;
        try {
            while (System.in.read() >= 0) {
                // Only its end says something.
                status = 0;
            }
        } catch (IOException e) {
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }
}
