package io.blindhop.functions.lambda.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import org.junit.jupiter.api.Test;

class UrlEventTest {
    /** The example of the AWS documentation, shortened. */
    private static HttpRequest request(String body, boolean base64) throws InvalidEventException {
        return UrlEvent.parse(Bytes.utf8("""
            {"version": "2.0", "routeKey": "$default",
             "rawPath": "/acme/sync/docs/getAllIds", "rawQueryString": "dbId=a%%20b&dbId=c",
             "cookies": ["one=1", "two=2"],
             "headers": {"header1": "value1", "header2": "value1,value2", "content-type": "application/json"},
             "queryStringParameters": {"dbId": "a b,c"},
             "requestContext": {
               "accountId": "123456789012", "authorizer": {"iam": {"accessKey": "AKIA"}},
               "http": {"method": "POST", "path": "/acme/sync/docs/getAllIds", "protocol": "HTTP/1.1",
                        "sourceIp": "192.0.2.7", "userAgent": "agent", "more": {"a": [1]}},
               "requestId": "id", "timeEpoch": 1583348638390},
             "body": %s, "pathParameters": null, "isBase64Encoded": %s, "stageVariables": null}
            """.formatted(body, base64)));
    }

    @Test
    void theRequestIsThatOfTheClient() throws InvalidEventException {
        HttpRequest request = request("\"{\\\"a\\\": \\\"ü\\\"}\"", false);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/acme/sync/docs/getAllIds?dbId=a%20b&dbId=c");
        assertThat(request.remoteAddress()).isEqualTo("192.0.2.7");
        assertThat(request.header("Header2")).contains("value1,value2");
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("Cookie")).contains("one=1; two=2");
        assertThat(request.body()).isEqualTo(Bytes.utf8("{\"a\": \"ü\"}"));
    }

    @Test
    void aBodyInBase64IsItsBytes() throws InvalidEventException {
        assertThat(request("\"AP8B\"", true).body()).isEqualTo(Bytes.fromHex("00ff01"));
    }

    @Test
    void aRequestMayHaveNeitherQueryNorBodyNorCookies() throws InvalidEventException {
        HttpRequest request =
                UrlEvent.parse(Bytes.utf8("{\"rawPath\":\"/\",\"rawQueryString\":\"\",\"body\":null,\"headers\":null,"
                        + "\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"));

        assertThat(request.target()).isEqualTo("/");
        assertThat(request.body()).isEqualTo(Bytes.empty());
        assertThat(request.header("Cookie")).isEmpty();
    }

    @Test
    void aBodyThatIsSaidToBeBase64AndIsNotIsRefused() {
        assertThatThrownBy(() -> request("\"%%%\"", true))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("The body of the event is not base64");
    }

    @Test
    void whatIsNoRequestIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> UrlEvent.parse(Bytes.utf8("{\"source\":\"aws.events\",\"secret\":\"hush\"}")))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("no method or no path");
        assertThatThrownBy(() -> UrlEvent.parse(Bytes.utf8("[]"))).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> UrlEvent.parse(Bytes.utf8("{\"hush")))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("The event is not JSON");
    }
}
