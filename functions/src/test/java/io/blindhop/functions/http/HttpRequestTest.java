package io.blindhop.functions.http;

import static io.blindhop.functions.http.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {
    @Test
    void segmentsAreDecoded() {
        assertThat(request("GET", "/").segments()).isEmpty();
        assertThat(request("GET", "/acme/sync/docs").segments()).containsExactly("acme", "sync", "docs");
        assertThat(request("GET", "/acme/").segments()).containsExactly("acme");
        assertThat(request("GET", "/a%20b+c/%C3%BC?x=/..").segments()).containsExactly("a b+c", "ü");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "acme",
                "http://a/b",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/../b",
                "/%2e%2E",
                "/.%2e/x",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/%00",
                "/%0a",
                "/%7f",
                "/%",
                "/%2",
                "/%zz",
                "/%-1",
                "/%ff",
                "/%c0%af",
                "/%ed%a0%80",
                "/ü",
                "/a b"
            })
    void pathTricksAreRefused(String target) {
        assertThatThrownBy(() -> request("GET", target).segments())
                .isInstanceOfSatisfying(
                        HttpError.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void queryParametersAreDecoded() {
        QueryParameters query =
                request("GET", "/a?dbId=a+b%2Fc&empty=&flag&&x=1=2").query();
        assertThat(query.required("dbId")).isEqualTo("a b/c");
        assertThat(query.get("empty")).hasValue("");
        assertThat(query.get("flag")).hasValue("");
        assertThat(query.get("x")).hasValue("1=2");
        assertThat(query.get("other")).isEmpty();
        assertThatThrownBy(() -> query.required("empty")).hasMessage("The query parameter empty is required");
    }

    @Test
    void aQueryThatCanBeReadInTwoWaysIsRefused() {
        for (String query : new String[] {"a=1&a=2", "a=%zz", "a=%ff", "a=%"}) {
            assertThatThrownBy(() -> request("GET", "/?" + query).query()).isInstanceOf(HttpError.class);
        }
    }

    @Test
    void aQueryOfManyParametersIsRefused() {
        String many = "/?"
                + String.join(
                        "&",
                        java.util.stream.IntStream.range(0, 65)
                                .mapToObj(i -> "p" + i + "=")
                                .toList());
        assertThatThrownBy(() -> request("GET", many).query()).hasMessage("More than 64 query parameters");
    }

    @Test
    void headersHaveNoCase() {
        Headers headers = Headers.of("Content-Type", "a").with("content-type", "b");
        assertThat(headers.first("CONTENT-TYPE")).hasValue("b");
        assertThat(headers.without("Content-type").has("content-type")).isFalse();
        assertThatThrownBy(() -> headers.with("X", "a\r\nSet-Cookie: b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestDoesNotPrintWhatIsInIt() {
        HttpRequest request = request("GET", "/secret?secret", Headers.of("Authorization", "secret"));
        assertThat(request.toString()).doesNotContain("secret");
        assertThat(request.headers().toString()).doesNotContain("secret");
    }
}
