package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPartsTest {
    private static final String ANSWER =
            " {\"key\" : \"a\\\"]}\" ,\"entries\":[ {\"id\":\"[\\\\\",\"n\":[1,{\"x\":2}]} , \"two\",3,true ,[] ],"
                    + "\"in\":{\"list\":[\"a\"],\"other\":null},\"more\":false}\n";

    private record Parts(List<String> entries, List<String> list, Map<String, String> members) {}

    private static Parts read(InputStream in, int maxPart) throws IOException {
        Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        AnswerParts.read(
                in,
                maxPart,
                Map.of(
                        "entries",
                        json -> parts.entries().add(json.toUtf8()),
                        "in.list",
                        json -> parts.list().add(json.toUtf8())),
                (name, json) -> parts.members().put(name, json.toUtf8()));
        return parts;
    }

    private static Parts read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1000);
    }

    @Test
    void elementsComeOneByOneAndEverythingElseWhole() throws IOException {
        Parts parts = read(ANSWER);

        assertThat(parts.entries())
                .containsExactly("{\"id\":\"[\\\\\",\"n\":[1,{\"x\":2}]}", "\"two\"", "3", "true", "[]");
        assertThat(parts.list()).containsExactly("\"a\"");
        assertThat(parts.members())
                .containsExactly(
                        Map.entry("key", "\"a\\\"]}\""), Map.entry("in.other", "null"), Map.entry("more", "false"));
    }

    @Test
    void anAnswerCutAnywhereIsRefused() {
        String whole = ANSWER.strip();
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(MalformedRequestException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"entries\":[]}",
                "{\"entries\":[],\"in\":{\"list\":[]}}x",
                "{\"entries\":[1,],\"in\":{\"list\":[]}}",
                "{\"entries\":[],,\"in\":{\"list\":[]}}",
                "{\"entries\":null,\"in\":{\"list\":[]}}",
                "{entries:[],\"in\":{\"list\":[]}}",
                "{\"entries\":[] \"in\":{\"list\":[]}}",
                "{\"entries\":[],\"in\":{\"list\":[]},}",
                "<html><body>502 Bad Gateway</body></html>"
            })
    void whatIsNoSuchObjectIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void aPartThatDoesNotEndIsGivenUpAtTheLimit() {
        String endless = "{\"entries\":[\"" + "x".repeat(200_000);
        InputStream body = new ByteArrayInputStream(endless.getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> read(body, 100_000))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("at most 100000");
    }

    @Test
    void anElementIsHandedOnBeforeTheNextHasArrived() throws IOException {
        List<String> events = new ArrayList<>();
        InputStream slow = new InputStream() {
            private final List<String> pieces =
                    new ArrayList<>(List.of("{\"entries\":[1,", "2,", "3],\"in\":{\"list\":[]}}"));

            @Override
            public int read() {
                throw new AssertionError("read one by one");
            }

            @Override
            public int read(byte[] target, int from, int count) {
                if (pieces.isEmpty()) {
                    return -1;
                }
                events.add("more");
                byte[] piece = pieces.removeFirst().getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(piece, 0, target, from, piece.length);
                return piece.length;
            }
        };
        AnswerParts.read(
                slow,
                100,
                Map.of("entries", json -> events.add(json.toUtf8()), "in.list", json -> {}),
                (name, json) -> {});

        assertThat(events).containsExactly("more", "1", "more", "2", "more", "3");
    }

    @Test
    void whatIsTakenApartIsWhatAParserSees() {
        Random random = Fuzz.random("whatIsTakenApartIsWhatAParserSees");
        for (int i = 0; i < 2_000; i++) {
            JsonArray entries = new JsonArray(java.util.stream.Stream.generate(() -> value(random, 3))
                    .limit(random.nextInt(5))
                    .toList());
            JsonValue other = value(random, 3);
            String text = "{\"other\":" + text(other, random) + ",\"entries\":" + text(entries, random)
                    + ",\"in\":{\"list\":[]}}";
            Parts parts;
            try {
                parts = read(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
            assertThat(parts.entries().stream().map(JsonText::parse).toList())
                    .as(text)
                    .isEqualTo(entries.elements());
            assertThat(JsonText.parse(parts.members().get("other"))).as(text).isEqualTo(other);
        }
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new JsonValue.JsonNull();
            case 1 -> new JsonValue.JsonBoolean(random.nextBoolean());
            case 2 -> new JsonValue.JsonNumber(random.nextInt(1000) - 500);
            case 3 ->
                new JsonValue.JsonString(List.of("", "a", "\"", "\\", "]},{[", "é\uD83D\uDC19", "\\\"")
                        .get(random.nextInt(7)));
            case 4 -> new JsonArray(List.of(value(random, depth - 1), value(random, depth - 1)));
            default -> new JsonObject(Map.of("k]", value(random, depth - 1)));
        };
    }

    private static String text(JsonValue value, Random random) {
        String space = random.nextBoolean() ? "" : " \n\t";
        String text = switch (value) {
            case JsonValue.JsonNull() -> "null";
            case JsonValue.JsonBoolean(boolean flag) -> Boolean.toString(flag);
            case JsonValue.JsonNumber(double number) -> Integer.toString((int) number);
            case JsonValue.JsonString(String string) ->
                "\"" + string.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case JsonArray(List<JsonValue> elements) ->
                elements.stream()
                        .map(element -> text(element, random))
                        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            case JsonObject(Map<String, JsonValue> members) ->
                members.entrySet().stream()
                        .map(member -> "\"" + member.getKey() + "\":" + text(member.getValue(), random))
                        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        };
        return space + text + space;
    }

    @Test
    void anEntryOfAnAnswerNeedsAWholeReceiptOrNone() {
        assertThatThrownBy(() -> AnsweredEntry.parse(Bytes.utf8("3"))).isInstanceOf(MalformedRequestException.class);
        assertThatThrownBy(() -> AnsweredEntry.parse(Bytes.utf8("{\"id\":\"x\"}")))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("Entry x");
    }
}
