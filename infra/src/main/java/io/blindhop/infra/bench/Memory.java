package io.blindhop.infra.bench;

import java.lang.management.ManagementFactory;

/** What this process holds. */
final class Memory {
    private Memory() {}

    /** Bytes of the heap that are reachable. */
    static long heapBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
