package io.blindhop.protocol.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON that is still JSON, with values, members and elements that nobody expects; sometimes then damaged as bytes. */
public final class JsonMutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MARK_LIMIT = 20;

    /** What takes the place of a value. All but the last few are JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "9007199254740992",
            "18446744073709551616",
            "9".repeat(400),
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"\\ud83d\\ude00\"",
            "\"2147483648\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\":{}}",
            "[" + "0,".repeat(2_500) + "0]",
            "{\"__proto__\":1,\"4294967295\":2,\"0\":3,\"00\":4}",
            "[".repeat(150) + "]".repeat(150),
            "{\"a\":".repeat(180) + "1" + "}".repeat(180),
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "NaN",
            "01",
            "\"\\x\"",
            "");

    private final Random random;
    private final List<JsonNode> corpus;
    private final Mutations bytes;

    public JsonMutations(Random random, List<String> corpus) {
        this.random = random;
        this.corpus = corpus.stream().map(JsonMutations::parse).toList();
        this.bytes = Mutations.ofTexts(random, corpus);
    }

    /** A document of the corpus, changed. */
    public Bytes next() {
        return switch (random.nextInt(5)) {
            case 0 -> bytes.next();
            case 1 -> bytes.mutated(Bytes.utf8(changed()));
            default -> Bytes.utf8(changed());
        };
    }

    public String nextText() {
        return next().toUtf8();
    }

    private String changed() {
        JsonNode tree = pick().deepCopy();
        List<String> inserted = new ArrayList<>();
        for (int change = random.nextInt(3); change >= 0; change--) {
            change(somewhere(tree), inserted);
        }
        String text = tree.toString();
        for (int i = 0; i < inserted.size(); i++) {
            text = text.replace("\"" + mark(i) + "\"", inserted.get(i));
        }
        return text;
    }

    private void change(JsonNode place, List<String> inserted) {
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, pickPart());
                case 2 -> object.set("x" + name, object.get(name));
                case 3 -> object.put(name + "\"" + name, 1);
                default -> object.put(name, marked(inserted));
            }
        } else if (place instanceof ArrayNode array) {
            switch (random.nextInt(4)) {
                case 0 -> array.removeAll();
                case 1 -> array.add(pickPart());
                case 2 -> array.addAll(array.deepCopy());
                default -> array.add(marked(inserted));
            }
        }
    }

    private String marked(List<String> inserted) {
        if (inserted.size() < MARK_LIMIT) {
            inserted.add(VALUES.get(random.nextInt(VALUES.size())));
        }
        return mark(inserted.size() - 1);
    }

    private static String mark(int number) {
        return "\u2603" + number + "\u2603";
    }

    /** An object or array inside the tree, deep ones as likely as shallow ones. */
    private JsonNode somewhere(JsonNode tree) {
        List<JsonNode> places = new ArrayList<>();
        collect(tree, places);
        return places.isEmpty() ? tree : places.get(random.nextInt(places.size()));
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private JsonNode pickPart() {
        return somewhere(pick()).deepCopy();
    }

    private JsonNode pick() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
