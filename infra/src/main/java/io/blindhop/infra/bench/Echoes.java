package io.blindhop.infra.bench;

import io.blindhop.protocol.json.JsonMembers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What all clients hear, and who waits for it: an answer by its {@code re}, a signal by its number. */
final class Echoes {
    private final Map<String, CompletableFuture<JsonMembers>> waiting = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> heard = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();

    /** Completed by the answer, by the signal that arrives, or by an error. */
    CompletableFuture<JsonMembers> expect(String number) {
        CompletableFuture<JsonMembers> echo = new CompletableFuture<>();
        waiting.put(number, echo);
        return echo;
    }

    void hear(JsonMembers message) {
        String type = message.findString("type").orElse("none");
        if (type.equals("error")) {
            count(errors, message.string("code"));
        }
        count(heard, type);
        String number = type.equals("signal")
                ? Long.toString(message.integer("seq"))
                : message.findString("re").orElse("");
        CompletableFuture<JsonMembers> echo = waiting.remove(number);
        if (echo != null) {
            echo.complete(message);
        }
    }

    /** Messages of a type so far. */
    long heard(String type) {
        LongAdder count = heard.get(type);
        return count == null ? 0 : count.sum();
    }

    /** Messages so far. */
    long heard() {
        return heard.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Errors so far, by code. */
    Map<String, LongAdder> errors() {
        return errors;
    }

    private static void count(Map<String, LongAdder> counts, String key) {
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }
}
