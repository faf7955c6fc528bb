package io.blindhop.infra.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function that does what the path of the request (or the member {@code rawPath} of the event) names. Has no libraries. */
final class FakeBootstrap {
    static final String INIT = "FAKE_INIT";
    static final String GATE = "FAKE_GATE";
    static final String HTTP = "Content-Type: application/vnd.awslambda.http-integration-response\r\n";
    static final String TRAILERS =
            "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n";

    private static final Pattern PATH = Pattern.compile("\"rawPath\":\"([^\"]*)\"");
    private static final String ZEROS = "\0".repeat(8);
    private static final String OK = "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain\"}}" + ZEROS;

    private final RuntimeClient api = new RuntimeClient(System.getenv("AWS_LAMBDA_RUNTIME_API"));

    private FakeBootstrap() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("started " + System.getenv("_HANDLER"));
        new FakeBootstrap().run(System.getenv().getOrDefault(INIT, ""));
    }

    private void run(String init) throws IOException, InterruptedException {
        switch (init) {
            case "error" -> {
                report(api.post(
                        "init/error",
                        "Lambda-Runtime-Function-Error-Type: Runtime.NoSecret\r\n",
                        "{\"errorMessage\":\"no secret\"}".getBytes(UTF_8)));
                System.exit(1);
            }
            case "exit" -> System.exit(7);
            case "hang" -> Thread.sleep(Long.MAX_VALUE);
            default -> {
                while (true) {
                    RuntimeClient.Answer event = api.next();
                    Matcher path = PATH.matcher(event.body());
                    handle(
                            event,
                            event.headers().get("Lambda-Runtime-Aws-Request-Id"),
                            path.find() ? path.group(1) : "");
                }
            }
        }
    }

    private void handle(RuntimeClient.Answer event, String id, String path) throws IOException, InterruptedException {
        String[] words = path.substring(Math.min(1, path.length())).split("/", -1);
        switch (words[0]) {
            case "echo" -> api.stream(id, HTTP).chunk(OK).chunk(event.body()).end("");
            case "runtime-headers" ->
                api.stream(id, HTTP).chunk(OK + event.headers()).end("");
            case "environment" ->
                api.stream(id, HTTP).chunk(OK + System.getenv()).end("");
            case "chunks" -> chunks(id, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "head" -> api.stream(id, HTTP).chunk(head()).chunk("body").end("");
            case "status" ->
                api.stream(id, HTTP)
                        .chunk("{\"statusCode\":" + words[1] + "}" + ZEROS)
                        .end("");
            case "split" ->
                api.stream(id, HTTP)
                        .chunk("{\"statusCode\":2")
                        .chunk("01}\0\0\0")
                        .chunk("\0\0\0\0\0b")
                        .end("");
            case "prelude" ->
                report(api.stream(id, HTTP)
                        .chunk(new String(Base64.getUrlDecoder().decode(words[1]), UTF_8))
                        .end(""));
            case "no-prelude" ->
                api.stream(id, "Content-Type: text/html\r\n").chunk("<p>").end("");
            case "trailers" ->
                api.stream(id, HTTP + TRAILERS).chunk(OK).chunk("half").end(trailers());
            case "trailers-first" -> api.stream(id, HTTP + TRAILERS).end(trailers());
            case "unannounced" -> api.stream(id, HTTP).chunk(OK).chunk("half").end(trailers());
            case "cut" -> api.stream(id, HTTP).chunk(OK).chunk("half").cut();
            case "exit" -> System.exit(3);
            case "exit-midway" -> {
                api.stream(id, HTTP).chunk(OK).chunk("half");
                System.exit(3);
            }
            case "hang" -> Thread.sleep(Long.MAX_VALUE);
            case "hang-midway" -> {
                api.stream(id, HTTP).chunk(OK).chunk("half");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "gate" -> {
                System.out.println("at the gate");
                while (!Files.exists(Path.of(System.getenv(GATE)))) {
                    Thread.sleep(5);
                }
                api.stream(id, HTTP).chunk(OK + "through").end("");
            }
            case "error" ->
                report(api.post(
                        "invocation/" + id + "/error",
                        "Lambda-Runtime-Function-Error-Type: Function.Broken\r\n",
                        "{\"errorMessage\":\"broken\"}".getBytes(UTF_8)));
            case "buffered" ->
                report(api.post(
                        "invocation/" + id + "/response",
                        "Content-Type: application/json\r\n",
                        Base64.getUrlDecoder().decode(words[1])));
            case "buffered-zeros" ->
                report(api.post("invocation/" + id + "/response", "", new byte[Integer.parseInt(words[1])]));
            case "broken-rules" -> brokenRules(id);
            case "mode" ->
                report(api.post(
                        "invocation/" + id + "/response",
                        "Lambda-Runtime-Function-Response-Mode: " + words[1] + "\r\n",
                        new byte[0]));
            case "spin" -> {
                Thread.ofPlatform().daemon().start(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                });
                api.stream(id, HTTP).chunk(OK + "spinning").end("");
            }
            case "last-word" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("last word")));
                api.stream(id, HTTP).chunk(OK).end("");
            }
            case "deaf" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        java.util.concurrent.locks.LockSupport.park();
                    }
                }));
                api.stream(id, HTTP).chunk(OK).end("");
            }
            default -> api.post("invocation/" + id + "/response", "", ("{\"did\":\"" + path + "\"}").getBytes(UTF_8));
        }
    }

    private void brokenRules(String id) throws IOException {
        String none = "";
        byte[] body = "{}".getBytes(UTF_8);
        report(api.post("invocation/another/response", none, body));
        report(api.post("invocation/another/error", none, body));
        report(api.next());
        report(api.post("init/error", none, body));
        report(api.post("invocation/" + id + "/nothing", none, body));
        report(api.send("GET /2018-06-01/runtime/invocation HTTP/1.1\r\nHost: a\r\n\r\n", new byte[0]));
        report(api.post("invocation/" + id + "/response", none, body));
        report(api.post("invocation/" + id + "/response", none, body));
        report(api.post("invocation/" + id + "/error", none, body));
    }

    private void chunks(String id, int count, int bytes) throws IOException {
        RuntimeClient.Streaming stream = api.stream(id, HTTP).chunk(OK);
        for (int i = 0; i < count; i++) {
            stream.chunk("x".repeat(bytes));
        }
        report(stream.end(""));
    }

    private static String head() {
        return "{\"statusCode\":203,\"headers\":{\"Content-Type\":\"text/plain\",\"Content-Length\":\"4\",\"X-A\":\"1\"},"
                + "\"cookies\":[\"a=1; Path=/\",\"b=2\"]}" + ZEROS;
    }

    private static String trailers() {
        return "Lambda-Runtime-Function-Error-Type: Runtime.StoreBroke\r\nLambda-Runtime-Function-Error-Body: "
                + Base64.getEncoder().encodeToString("{\"errorMessage\":\"store\"}".getBytes(UTF_8)) + "\r\n";
    }

    private static void report(RuntimeClient.Answer answer) {
        System.out.println("api said " + answer.status() + " " + answer.body().strip());
    }
}
