package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Author.Draft;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a client has to push: documents of a few changes each, every change a payload of about 600 bytes. The same random
 * numbers make the same documents.
 */
public final class Workload {
    /** A create and what follows it. */
    static final int CHANGES_PER_DOCUMENT = 5;

    private static final int BODY_CHARACTERS = 400;
    private static final int ACTOR_BYTES = 16;
    private static final int DOC_ID_BYTES = 12;
    private static final long START = 1_767_225_600_000L;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz     ";

    private final Author author;
    private final RandomGenerator random;

    public Workload(Author author, RandomGenerator random) {
        this.author = author;
        this.random = random;
    }

    /** Exactly {@code count} entries, each after those that it depends on; signed on all cores. */
    public List<ArrivedEntry> entries(int count) {
        List<Plan> plans = new ArrayList<>();
        for (int left = count; left > 0; left -= CHANGES_PER_DOCUMENT) {
            plans.add(plan(Math.min(left, CHANGES_PER_DOCUMENT), plans.size()));
        }
        return plans.parallelStream().flatMap(plan -> document(plan).stream()).toList();
    }

    /** Everything random about a document. */
    private record Plan(String docId, Bytes actor, long createdAt, List<String> bodies) {}

    private Plan plan(int changes, int number) {
        List<String> bodies =
                IntStream.range(0, changes).mapToObj(change -> text()).toList();
        return new Plan(bytes(DOC_ID_BYTES).toHex(), bytes(ACTOR_BYTES), START + number * 60_000L, bodies);
    }

    private List<ArrivedEntry> document(Plan plan) {
        List<ArrivedEntry> entries = new ArrayList<>();
        List<String> heads = List.of();
        long operation = 1;
        for (int change = 0; change < plan.bodies().size(); change++) {
            long now = plan.createdAt() + change * 1_000L;
            Map<String, String> texts = fields(plan.bodies().get(change), change, now);
            List<String> hashes = heads.stream().map(Author::changeHash).toList();
            ChangeChunk chunk = ChangeChunk.of(hashes, plan.actor(), change + 1, operation, now, texts);
            String type = change == 0 ? "doc_create" : "doc_change";
            ArrivedEntry entry = author.write(new Draft(type, plan.docId(), heads, now), chunk);
            entries.add(entry);
            heads = List.of(entry.id());
            operation += texts.size();
        }
        return entries;
    }

    private static Map<String, String> fields(String body, int change, long now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form", "note");
        fields.put("subject", body.substring(0, 24));
        fields.put("body", body);
        fields.put("revision", Integer.toString(change));
        fields.put("_lastModified", Long.toString(now));
        return fields;
    }

    private String text() {
        StringBuilder text = new StringBuilder(BODY_CHARACTERS);
        for (int i = 0; i < BODY_CHARACTERS; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private Bytes bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
