package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A response that a runtime streams: chunks, then perhaps the trailers that say that it failed.
 *
 * <p>A trailer counts only if the header {@code Trailer} has announced it: the emulator of AWS does not see others, so that a
 * failure reported by them looks like success.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">Response streaming in a custom runtime</a>
 */
final class StreamedBody implements RequestBody {
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private final Copy copy;
    private final Set<String> announced;
    private final Consumer<Optional<Refusal>> answer;
    private boolean refused;

    /** @param answer told once whether the response was taken */
    StreamedBody(Copy copy, HttpRequest request, Consumer<Optional<Refusal>> answer) {
        this.copy = copy;
        this.announced = request.headers().getAll(HttpHeaderNames.TRAILER).stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        this.answer = answer;
    }

    /** What comes after the limit is read over, because many clients read the answer only after they have sent everything. */
    @Override
    public void chunk(Bytes bytes) {
        refused |= !copy.chunk(bytes);
    }

    @Override
    public void end(HttpHeaders trailers) {
        if (refused) {
            answer.accept(Optional.of(Refusal.STREAM_TOO_LARGE));
            return;
        }
        String type = trailer(trailers, ERROR_TYPE);
        if (type.isEmpty()) {
            copy.closeStream();
        } else {
            copy.fail(new FunctionError(type, decoded(trailer(trailers, ERROR_BODY))));
        }
        answer.accept(Optional.empty());
    }

    @Override
    public void cut() {
        copy.fail(FunctionError.found(FunctionError.TRUNCATED, "The stream ended without its last chunk"));
    }

    private String trailer(HttpHeaders trailers, String name) {
        return announced.contains(name) ? trailers.get(name, "") : "";
    }

    /** Base64 as AWS asks for it; what is not is shown as it came. */
    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
