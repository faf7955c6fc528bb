package io.blindhop.infra.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals to a process group, by {@code kill(2)}: starting a program for each would cost more than most invocations. */
enum Signals {
    KILL(9),
    TERMINATE(15),
    CONTINUE(18),
    STOP(19);

    @SuppressWarnings("restricted") // Java has no other way; the manifest of the jar enables native access.
    private static final MethodHandle KILL_FUNCTION = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("kill").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int number;

    /** @param number on Linux */
    Signals(int number) {
        this.number = number;
    }

    /** A group that is gone already counts as signalled. */
    void sendToGroup(long leader) {
        try {
            int ignored = (int) KILL_FUNCTION.invokeExact(Math.toIntExact(-leader), number);
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }
}
