package io.blindhop.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.AutomergeChange;
import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.verify.EntryVerifier;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChangeChunkTest {
    private static final Bytes ACTOR = Bytes.fromHex("000102030405060708090a0b0c0d0e0f");

    @Test
    void aChangeIsReadBackByTheDecoder() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("form", "note");
        texts.put("body", "ü".repeat(200));
        ChangeChunk first = ChangeChunk.of(List.of(), ACTOR, 1, 1, 1_767_225_600_000L, texts);
        ChangeChunk second = ChangeChunk.of(List.of(first.hash()), ACTOR, 2, 3, 0, Map.of("subject", "x"));

        AutomergeDocument document = new AutomergeDocument();
        document.apply(first.bytes());
        document.apply(second.bytes());

        assertThat(AutomergeChange.parse(second.bytes()).hash()).isEqualTo(second.hash());
        assertThat(document.root().text("form")).isEqualTo(Optional.of("note"));
        assertThat(document.root().text("body")).isEqualTo(Optional.of("ü".repeat(200)));
        assertThat(document.root().text("subject")).isEqualTo(Optional.of("x"));
    }

    @Test
    void theWorkloadIsVerifiableEntriesOfAbout600Bytes() {
        SecureRandom random = new SecureRandom();
        Author author = new Author(SigningKey.generate(random), "default", Bytes.wrap(new byte[32]), random);

        List<ArrivedEntry> entries = new Workload(author, new SplittableRandom(1)).entries(23);

        assertThat(entries).hasSize(23).allSatisfy(entry -> {
            assertThat(new EntryVerifier().verify(entry)).isInstanceOf(EntryVerifier.Verified.class);
            assertThat(entry.payload().length()).isBetween(550, 650);
        });
        assertThat(entries).extracting(ArrivedEntry::id).doesNotHaveDuplicates();
    }
}
