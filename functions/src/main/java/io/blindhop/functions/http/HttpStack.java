package io.blindhop.functions.http;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.observe.RequestObserver;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A router behind all decorators, in their order from the outside: log, costs, limit of answers, security headers, CORS, compression, errors, other
 * limits, body limit, routes. Errors are inside of CORS so that a browser can read them.
 *
 * @param allowedOrigins see {@link Cors}; empty means off
 * @param bodyLimitBytes see {@link BodyLimit}
 * @param responseLimitBytes see {@link ResponseLimit}
 * @param clock times the requests
 * @param ids names requests and failures, see {@link ErrorMapping}
 * @param observer is told of every request
 * @param toldCosts what requests are priced with if callers are told, see {@link CostHeader}
 */
public record HttpStack(
        Set<String> allowedOrigins,
        int bodyLimitBytes,
        OptionalLong responseLimitBytes,
        InstantSource clock,
        Supplier<String> ids,
        RequestObserver observer,
        Optional<Tariff> toldCosts) {

    public HttpStack {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** @param errors adds the statuses of further exceptions, see {@link ErrorMapping#mapping} */
    public HttpHandler around(Router router, UnaryOperator<ErrorMapping> errors) {
        return around(router, UnaryOperator.identity(), errors);
    }

    /** @param limits refuses requests by an {@link HttpError} before anything of them is looked at */
    public HttpHandler around(Router router, UnaryOperator<HttpHandler> limits, UnaryOperator<ErrorMapping> errors) {
        HttpHandler limited = limits.apply(new BodyLimit(bodyLimitBytes, router));
        HttpHandler safe = errors.apply(ErrorMapping.around(limited, ids));
        HttpHandler open = new SecurityHeaders(new Cors(allowedOrigins, new Compression(safe)));
        HttpHandler bounded =
                responseLimitBytes.isPresent() ? new ResponseLimit(responseLimitBytes.getAsLong(), open) : open;
        HttpHandler priced = toldCosts
                .<HttpHandler>map(tariff -> new CostHeader(bounded, clock, tariff))
                .orElse(bounded);
        return new RequestLog(priced, router::describe, clock, ids, observer);
    }
}
