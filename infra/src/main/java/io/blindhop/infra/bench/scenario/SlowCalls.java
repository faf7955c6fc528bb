package io.blindhop.infra.bench.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** Services in memory that take as long for every call as services of AWS. */
final class SlowCalls {
    private SlowCalls() {}

    /** The same service; every call takes so much longer, half of it before it has any effect. */
    static <T> T of(Class<T> port, T service, Duration latency) {
        Duration half = latency.dividedBy(2);
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    Thread.sleep(half);
                    try {
                        return method.invoke(service, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        Thread.sleep(half);
                    }
                }));
    }
}
