package io.blindhop.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoPagesTest {
    private static final Pattern NAMED = Pattern.compile("(?:from|import|src=|href=)[ (]*[\"']([^\"'#:]+)[\"']");
    private static final int OTHERS = 418;

    private final DemoPages pages = new DemoPages(request -> HttpResponse.empty(OTHERS));

    private HttpResponse get(String target) {
        return send("GET", target);
    }

    private HttpResponse send(String method, String target) {
        return pages.handle(new HttpRequest(method, target, Headers.none(), Bytes.empty(), "127.0.0.1"));
    }

    private static String text(HttpResponse answer) {
        return ((ResponseBody.Whole) answer.body()).bytes().toUtf8();
    }

    @Test
    void thePageAndEveryFileThatItNamesAreThere() {
        Deque<String> open = new ArrayDeque<>(List.of("/demo/"));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String path = open.pop();
            HttpResponse answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            NAMED.matcher(text(answer))
                    .results()
                    .map(result ->
                            java.net.URI.create(path).resolve(result.group(1)).getPath())
                    .filter(seen::add)
                    .forEach(open::push);
        }
        assertThat(seen).contains("/demo/kit/demo/main.js", "/demo/kit/demo/style.css", "/demo/kit/qr/qr-code.js");
    }

    @Test
    void typesAreTheRightOnesAndNothingElseIsGuessed() {
        assertThat(get("/demo/").headers().first("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(get("/demo/kit/demo/main.js").headers().first("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
        assertThat(get("/demo/kit/demo/style.css").headers().first("Content-Type"))
                .hasValue("text/css; charset=utf-8");
        assertThat(get("/demo/").headers().first("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void scriptsAndFramesOfOthersAreKeptOut() {
        assertThat(get("/demo/").headers().first("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void aQueryDoesNotMatterAndTheSlashIsAdded() {
        assertThat(get("/demo/?x=/../").status()).isEqualTo(200);
        assertThat(get("/demo").headers().first("Location")).hasValue("/demo/");
    }

    @Test
    void onlyFilesOfTheKitCanBeNamed() {
        for (String target : List.of(
                "/demo/kit/../Signaling.class",
                "/demo/kit/%2e%2e/Signaling.class",
                "/demo/kit/..%2fSignaling.class",
                "/demo/kit//etc/passwd",
                "/demo/kit/demo/",
                "/demo/kit/demo",
                "/demo/kit/index.d.ts",
                "/demo/kit/package.json",
                "/demo/kit/demo/nothing.js",
                "/demo/kit/demo/main.js/",
                "/demo/../demo/",
                "/demonstration/",
                "/demo/kit/test/harness.js",
                "/demo/kit/demo\\main.js",
                "/demo/kit/demo/main.js%00.html")) {
            assertThat(get(target).status()).as(target).isEqualTo(OTHERS);
        }
    }

    @Test
    void aTenantMayBeCalledDemo() {
        assertThat(get("/demo/sync/docs/capabilities?dbId=main").status()).isEqualTo(OTHERS);
        assertThat(send("POST", "/demo/auth/challenge").status()).isEqualTo(OTHERS);
        assertThat(send("POST", "/demo/").status()).isEqualTo(OTHERS);
    }
}
