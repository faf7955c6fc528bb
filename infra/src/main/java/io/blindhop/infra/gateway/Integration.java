package io.blindhop.infra.gateway;

import java.io.IOException;

/** The function behind the API. Called by many threads at once, also for one connection. */
@FunctionalInterface
public interface Integration {
    /**
     * @param event JSON, as API Gateway sends it to Lambda
     * @return JSON: {@code statusCode} and perhaps {@code headers}
     * @throws IOException if the function fails, or cannot be called now
     */
    String invoke(String event) throws IOException;
}
