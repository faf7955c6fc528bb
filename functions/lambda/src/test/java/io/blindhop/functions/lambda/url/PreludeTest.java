package io.blindhop.functions.lambda.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreludeTest {
    @Test
    void repeatedHeadersAreJoinedAndCookiesKeptApart() {
        Headers headers = Headers.from(List.of(
                Map.entry("Vary", "Origin"),
                Map.entry("Vary", "Accept-Encoding"),
                Map.entry("Set-Cookie", "a=1, b"),
                Map.entry("Set-Cookie", "c=\"2\"")));
        HttpResponse response = new HttpResponse(201, headers, new ResponseBody.Empty());

        assertThat(Prelude.of(response).toUtf8())
                .isEqualTo("{\"statusCode\":201,\"headers\":{\"Vary\":\"Origin, Accept-Encoding\"},"
                        + "\"cookies\":[\"a=1, b\",\"c=\\\"2\\\"\"]}");
    }
}
